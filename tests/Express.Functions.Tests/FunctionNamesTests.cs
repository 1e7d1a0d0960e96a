using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express.Functions.Tests;

public class FunctionNamesTests
{
    [Theory]
    [InlineData("/v1/documents", "GET", "v1-documents-get")]
    [InlineData("/v1/documents/{documentId}", "GET", "v1-documents-_documentid-get")]
    [InlineData("/v1/documents/{documentId}/content", "DELETE", "v1-documents-_documentid-content-delete")]
    [InlineData("/v1/documents:batch", "POST", "v1-documents-batch-post")]
    [InlineData("/openapi.json", "GET", "openapi-json-get")]
    [InlineData("/files/{**path}", "GET", "files-__path-get")]
    [InlineData("/files/{name}.{ext}", "GET", "files-_name-_ext-get")]
    [InlineData("/{tenant}/x", "PUT", "z_tenant-x-put")]
    [InlineData("/3d/models", "GET", "a-3d-models-get")]
    [InlineData("/文書", "GET", "a----get")]
    [InlineData("/_private", "GET", "a--private-get")]
    public void TakeFor_Pattern_NamesPathThenMethod(string pattern, string method, string expected)
    {
        Assert.Equal(expected, new FunctionNames().TakeFor(RoutePatternFactory.Parse(pattern), [method]));
    }

    [Fact]
    public void TakeFor_NoMethods_EndsWithAny()
    {
        Assert.Equal("echo-any", new FunctionNames().TakeFor(RoutePatternFactory.Parse("/echo"), []));
    }

    [Fact]
    public void TakeFor_NamesThatFallTogether_AreNumbered()
    {
        var names = new FunctionNames();

        string[] taken =
        [
            names.TakeFor(RoutePatternFactory.Parse("/a/b"), ["GET"]),
            names.TakeFor(RoutePatternFactory.Parse("/a-b"), ["GET"]),
            names.TakeFor(RoutePatternFactory.Parse("/A/b"), ["GET"]),
        ];

        Assert.Equal(["a-b-get", "a-b-get-2", "a-b-get-3"], taken);
    }

    [Fact]
    public void TakeFor_NameOfAnActivity_IsNumbered()
    {
        var names = new FunctionNames();
        Assert.True(names.TryTake("Parse-Get"));

        Assert.Equal("parse-get-2", names.TakeFor(RoutePatternFactory.Parse("/parse"), ["GET"]));
    }

    [Fact]
    public void TakeFor_LongPaths_FitAndStayApart()
    {
        var names = new FunctionNames();
        var path = "/" + string.Join('/', Enumerable.Repeat("segment", 20));

        var first = names.TakeFor(RoutePatternFactory.Parse(path + "/one"), ["DELETE"]);
        var second = names.TakeFor(RoutePatternFactory.Parse(path + "/two"), ["DELETE"]);

        Assert.NotEqual(first, second);
        Assert.All([first, second], name =>
        {
            Assert.InRange(name.Length, 1, FunctionNames.LengthMax);
            Assert.EndsWith("-delete", name, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("/docs/new", "/docs/{id}")]
    [InlineData("/docs/zzz", "/docs/{a}")]
    [InlineData("/docs/_all", "/docs/{a}")]
    [InlineData("/docs/{id}", "/docs/{**path}")]
    [InlineData("/docs/{id}/parts", "/docs/{**path}")]
    [InlineData("/docs/a/{x}", "/docs/{y}/b")]
    [InlineData("/zoo", "/{a}")]
    [InlineData("/zoo/x", "/{a}/x")]
    [InlineData("/文書", "/{a}")]
    public void TakeFor_TwoPatternsOfOneRequest_SortsTheMoreSpecificFirst(string specific, string general)
    {
        var names = new FunctionNames();
        var last = names.TakeFor(RoutePatternFactory.Parse(general), [HttpMethods.Get]);
        var first = names.TakeFor(RoutePatternFactory.Parse(specific), [HttpMethods.Get]);

        Assert.True(StringComparer.OrdinalIgnoreCase.Compare(first, last) < 0, $"{first} must sort before {last}");
        Assert.True(StringComparer.OrdinalIgnoreCase.Compare(last, FunctionEntryPoints.FallbackName) < 0);
    }

    [Theory]
    [InlineData("/zz/zz")]
    [InlineData("/zzzzzzzzz")]
    [InlineData("/{z}/{z2}/{z3}")]
    [InlineData("/{zzzz}")]
    public void TakeFor_LateNames_SortBeforeTheFallback(string pattern)
    {
        var name = new FunctionNames().TakeFor(RoutePatternFactory.Parse(pattern), [HttpMethods.Put]);

        Assert.True(StringComparer.OrdinalIgnoreCase.Compare(name, FunctionEntryPoints.FallbackName) < 0, name);
    }
}
