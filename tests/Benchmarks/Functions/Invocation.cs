using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Trivium.Benchmarks;

/// <summary>An invocation as the worker hands it to the executor: with the request's context among its items.</summary>
internal sealed class Invocation : FunctionContext
{
    /// <summary>Where the worker's ASP.NET Core integration puts the context.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    private static readonly Endpoint _function = new(requestDelegate: null, metadata: null, displayName: "function");
    private static readonly RouteValueDictionary _matched = new() { ["id"] = "abc" };

    private CancellationToken _cancellationToken;

    public Invocation(IServiceProvider services, string entryPoint)
    {
        InstanceServices = services;
        FunctionDefinition = new Definition(entryPoint);
    }

    public override string InvocationId => "invocation";

    public override string FunctionId => "function";

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => _cancellationToken;

    public override TraceContext TraceContext => throw NotUsed();

    public override BindingContext BindingContext => throw NotUsed();

    public override RetryContext RetryContext => throw NotUsed();

    public override IInvocationFeatures Features => throw NotUsed();

    /// <summary>The next invocation, for a request that the worker's own routing has matched to a function.</summary>
    public Invocation Next(HttpContext http)
    {
        http.SetEndpoint(_function);
        http.Request.RouteValues = _matched;
        Items[HttpContextKey] = http;
        return this;
    }

    /// <summary>Every request has an invocation, whether it goes through the adapter or not.</summary>
    public void Renew() => _cancellationToken = new CancellationTokenSource().Token;

    private static NotSupportedException NotUsed() => new("An HTTP invocation was not known to need this.");

    private sealed class Definition(string entryPoint) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override string PathToAssembly => "Trivium.Express.Functions.dll";

        public override string EntryPoint => entryPoint;

        public override string Id => "function";

        public override string Name => "v1-things7-_id-get";

        public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
            ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
            ImmutableDictionary<string, BindingMetadata>.Empty;
    }
}
