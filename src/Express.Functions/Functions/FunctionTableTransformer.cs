using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace Trivium.Express.Functions;

/// <summary>Tells the Functions host, and the worker's own server, of the app's functions.</summary>
internal sealed class FunctionTableTransformer(FunctionTable table) : IFunctionMetadataTransformer
{
    private static readonly string _scriptFile = Path.GetFileName(typeof(FunctionEntryPoints).Assembly.Location);

    public string Name => "Trivium.Express";

    public void Transform(IList<IFunctionMetadata> original)
    {
        foreach (var function in table.Functions)
            original.Add(Metadata(function));

        // The Sdk's generated list brings it; an app that does without that list gets it here.
        if (!original.Any(function => function.Name == FunctionEntryPoints.FallbackName))
            original.Add(Metadata(Fallback()));
    }

    private static FunctionDescription Fallback() => new(
        FunctionEntryPoints.FallbackName,
        FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Fallback)),
        [
            Bindings.HttpTrigger(FunctionEntryPoints.FallbackRoute, [], AuthLevel.Anonymous),
            Bindings.DurableClient(),
            Bindings.HttpOutput(),
        ]);

    private static DefaultFunctionMetadata Metadata(FunctionDescription function) => new()
    {
        Name = function.Name,
        Language = "dotnet-isolated",
        EntryPoint = function.EntryPoint,
        ScriptFile = _scriptFile,
        RawBindings = [.. function.Bindings],
    };
}
