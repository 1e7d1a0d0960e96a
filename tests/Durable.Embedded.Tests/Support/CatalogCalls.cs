using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>Fills catalogs with lambdas.</summary>
internal static class CatalogCalls
{
    public static DurableCatalog Orchestration<TInput, TOutput>(
        this DurableCatalog catalog, string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        Assert.True(catalog.TryAdd(
            new OrchestrationRegistration(
                name,
                typeof(TInput),
                typeof(TOutput),
                default,
                async (context, input) => await run(context, (TInput)input!)),
            out _));
        return catalog;
    }

    public static DurableCatalog Activity<TInput, TOutput>(
        this DurableCatalog catalog, string name, Func<TInput, CancellationToken, Task<TOutput>> run)
    {
        Assert.True(catalog.TryAdd(
            new ActivityRegistration(
                name,
                typeof(TInput),
                typeof(TOutput),
                default,
                async (_, input, _, token) => await run((TInput)input!, token)),
            out _));
        return catalog;
    }

    public static DurableCatalog Activity<TInput, TOutput>(
        this DurableCatalog catalog, string name, Func<TInput, TOutput> run) =>
        catalog.Activity<TInput, TOutput>(name, (input, _) => Task.FromResult(run(input)));
}
