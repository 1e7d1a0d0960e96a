using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Express;
using Trivium.Express.Functions;
using Trivium.FunctionsTestWorker;

// A function app that has one of everything, for tests to run as a process of its own.
var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddSingleton<Gate>();
builder.Services.AddExpress(HttpRoutes.Configure);
builder.Services.AddExpress(InstanceRoutes.Configure);
builder.Services.AddExpress(Orchestrations.Configure);
builder.UseExpress();

await builder.Build().RunAsync();
