using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace Trivium.Express.Functions.Tests;

public class FunctionTableTransformerTests
{
    private readonly FunctionTableTransformer _transformer =
        new(RouteTestApp.Table(app => app.Get("/things", () => "x")));

    [Fact]
    public void Transform_Empty_AddsFunctionsAndFallback()
    {
        var functions = new List<IFunctionMetadata>();

        _transformer.Transform(functions);

        Assert.Equal(["things-get", "z__fallback"], functions.Select(function => function.Name));
        Assert.All(functions, function =>
        {
            Assert.Equal("dotnet-isolated", function.Language);
            Assert.Equal("Trivium.Express.Functions.dll", function.ScriptFile);
            Assert.NotNull(function.FunctionId);
        });
    }

    [Fact]
    public void Transform_FallbackGenerated_IsNotAddedAgain()
    {
        var functions = new List<IFunctionMetadata> { new DefaultFunctionMetadata { Name = "z__fallback" } };

        _transformer.Transform(functions);

        Assert.Equal(["z__fallback", "things-get"], functions.Select(function => function.Name));
    }

    [Fact]
    public void Transform_EntryPoints_ArePublicAndNotOverloaded()
    {
        var functions = new List<IFunctionMetadata>();
        _transformer.Transform(functions);

        Assert.All(functions, function =>
        {
            var (type, method) = (function.EntryPoint![..function.EntryPoint!.LastIndexOf('.')], function.EntryPoint!.Split('.')[^1]);
            var declared = typeof(FunctionEntryPoints).Assembly.GetType(type);
            Assert.True(declared is { IsPublic: true });
            Assert.Single(declared!.GetMethods(), candidate => candidate.Name == method);
        });
    }
}
