using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express;

/// <summary>
/// An app: routes, middleware, orchestrations, activities and timers, registered by lambda in one place and run by
/// any host. It is an <see cref="IEndpointRouteBuilder"/>, so everything of ASP.NET Core's minimal APIs applies to
/// its routes. Registration ends with <see cref="Build"/>, which checks everything at once; what is registered later
/// throws.
/// </summary>
public sealed partial class ExpressApp : ExpressRouter
{
    private readonly Lock _building = new();
    private readonly Registrations _registrations = new();
    private readonly List<EndpointDataSource> _sources = [];
    private readonly List<Middleware> _middleware = [];
    private readonly List<Func<HttpContext, Exception, Problem?>> _errorMappers = [];
    private BuiltApp? _built;
    private ExpressBuildException? _failed;

    /// <summary>Makes an app without routes.</summary>
    /// <param name="services">The root services, with those of <see cref="ExpressServices.AddExpress"/>.</param>
    /// <exception cref="InvalidOperationException">The services lack those of Express.</exception>
    public ExpressApp(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        if (services.GetService<ExpressMarker>() is null)
            throw new InvalidOperationException(
                "The services of Express are missing. Did you forget `services.AddExpress()`?");
    }

    /// <summary>The root services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The routes in the order of their registration; asking for them builds the app.</summary>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public IReadOnlyList<ExpressRoute> Routes => Built().Routes;

    /// <summary>
    /// The whole app as one delegate: errors, routing, middleware, routes. Asking for it builds the app. The
    /// context's <see cref="HttpContext.RequestServices"/> must be a scope of the request.
    /// </summary>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public RequestDelegate RequestDelegate => Built().RequestDelegate;

    private protected override ExpressApp App => this;

    private protected override ICollection<EndpointDataSource> Sources => _sources;

    internal Registrations Registrations => _registrations;

    /// <summary>
    /// Says how an exception is answered; null leaves it to the next one registered. Asked in the order of
    /// registration, before Express's own answers; what nobody knows is logged in full and answered 500
    /// <c>internal</c>.
    /// </summary>
    /// <param name="map">The problem for an exception. It may set headers on the response.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public void OnError(
        Func<HttpContext, Exception, Problem?> map, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(map);
        _registrations.EnsureOpen("OnError", new SourceLocation(file, line));
        _errorMappers.Add(map);
    }

    /// <summary>Ends registration and checks all of it. Once built, it returns at once.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The app.</returns>
    /// <exception cref="ExpressBuildException">Every fault found.</exception>
    public ExpressApp Build([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Built(new SourceLocation(file, line));
        return this;
    }

    /// <summary>
    /// Sends a request through the app, without a host or a socket, and waits until the app has answered it in full.
    /// Status, headers and limits are those a Kestrel host would give.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query, or an absolute URL.</param>
    /// <param name="body">
    /// Null; bytes (<c>byte[]</c>, <see cref="ReadOnlyMemory{T}"/>), a <see cref="Stream"/> or a string, sent as they
    /// are; an <see cref="HttpContent"/>; anything else is sent as JSON.
    /// </param>
    /// <param name="headers">Request headers; they override the ones derived from the body.</param>
    /// <param name="cancellationToken">Hangs up: the app sees <see cref="HttpContext.RequestAborted"/>.</param>
    /// <exception cref="IOException">The app aborted the response after it had started.</exception>
    /// <exception cref="OperationCanceledException">The caller hung up.</exception>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public Task<ExpressResponse> SendAsync(
        string method,
        string target,
        object? body = null,
        IEnumerable<(string Name, string Value)>? headers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(target);
        return new InProcessExchange(Services, RequestDelegate).SendAsync(
            method, target, body, headers ?? [], cancellationToken);
    }

    internal ExpressApp BuildOnFirstUse()
    {
        Built();
        return this;
    }

    private protected override void AddMiddleware(Middleware middleware) => _middleware.Add(middleware);

    private BuiltApp Built(SourceLocation? at = null)
    {
        if (Volatile.Read(ref _built) is { } built)
            return built;
        lock (_building)
        {
            if (_built is not null)
                return _built;
            if (_failed is not null)
                throw _failed;
            _registrations.Close(at);
            RequiredNames.Check(_required, _registrations);
            var routes = RouteTable.Create(_sources, _registrations, Services);
            SettingsCheck.Run(Services, _registrations);
            if (_registrations.Faults.Count > 0)
                throw _failed = new ExpressBuildException([.. _registrations.Faults]);
            var result = BuiltApp.Create(Services, routes, _middleware, _errorMappers);
            Volatile.Write(ref _built, result);
            return result;
        }
    }
}
