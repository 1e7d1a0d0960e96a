using System.CommandLine;
using Trivium.LocalHost.CommandLine;

// The host itself listens for Ctrl-C and stops in order; nobody else is to end the process meanwhile.
return await ServeCommand.Create(Terminal.Open()).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
