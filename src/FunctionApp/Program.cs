using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trivium;
using Trivium.Express;
using Trivium.Express.Functions;
using Trivium.FunctionApp;

// The composition: Trivium on Azure Functions, Durable Functions and Cosmos DB. Nothing is decided here but which part
// goes where; the settings are read, and refused all at once, before anything starts.
FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
FunctionAppSettings settings = FunctionAppSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddCosmos(settings.Cosmos);
builder.Services.AddTrivium(settings.Configure);
builder.Services.AddExpress(TriviumApp.Configure);
builder.UseExpress();

// Each request is five entries of ASP.NET Core's, sent to the Functions host one by one, which has its own for it.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

await builder.Build().RunAsync();
