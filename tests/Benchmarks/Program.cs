using Trivium.Benchmarks;

return Suites.Run(args);
