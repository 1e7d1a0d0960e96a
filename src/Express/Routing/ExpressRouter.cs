using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Express;

/// <summary>What an app and a group of routes have in common: the verbs, groups and middleware.</summary>
public abstract class ExpressRouter : IEndpointRouteBuilder
{
    // Whoever answers GET answers HEAD, as RFC 9110 wants it: the server leaves the body out.
    private static readonly string[] GetMethods = [HttpMethods.Get, HttpMethods.Head];

    private protected ExpressRouter()
    {
    }

    IServiceProvider IEndpointRouteBuilder.ServiceProvider => App.Services;

    ICollection<EndpointDataSource> IEndpointRouteBuilder.DataSources
    {
        get
        {
            App.Registrations.EnsureOpen("A route", null);
            return Sources;
        }
    }

    private protected abstract ExpressApp App { get; }

    private protected abstract ICollection<EndpointDataSource> Sources { get; }

    IApplicationBuilder IEndpointRouteBuilder.CreateApplicationBuilder() => new ApplicationBuilder(App.Services);

    /// <summary>Adds a route for GET and HEAD.</summary>
    /// <param name="pattern">The route pattern of ASP.NET Core: <c>/docs/{id}</c>.</param>
    /// <param name="handler">A minimal-API handler. It must return something.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Adds metadata and filters to the route.</returns>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public RouteHandlerBuilder Get(
        [StringSyntax("Route")] string pattern,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Map(GetMethods, pattern, handler, new SourceLocation(file, line))
            .AddEndpointFilterFactory(ReturnedNothing.Filter);

    /// <summary>Adds a route for POST.</summary>
    /// <inheritdoc cref="Get"/>
    public RouteHandlerBuilder Post(
        [StringSyntax("Route")] string pattern,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Map([HttpMethods.Post], pattern, handler, new SourceLocation(file, line));

    /// <summary>Adds a route for PUT.</summary>
    /// <inheritdoc cref="Get"/>
    public RouteHandlerBuilder Put(
        [StringSyntax("Route")] string pattern,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Map([HttpMethods.Put], pattern, handler, new SourceLocation(file, line));

    /// <summary>Adds a route for PATCH.</summary>
    /// <inheritdoc cref="Get"/>
    public RouteHandlerBuilder Patch(
        [StringSyntax("Route")] string pattern,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Map([HttpMethods.Patch], pattern, handler, new SourceLocation(file, line));

    /// <summary>Adds a route for DELETE.</summary>
    /// <inheritdoc cref="Get"/>
    public RouteHandlerBuilder Delete(
        [StringSyntax("Route")] string pattern,
        Delegate handler,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Map([HttpMethods.Delete], pattern, handler, new SourceLocation(file, line));

    /// <summary>
    /// Makes a group of routes with a common prefix, and middleware, filters and metadata of their own.
    /// </summary>
    /// <param name="prefix">The prefix, itself a route pattern; may be empty.</param>
    /// <param name="configure">Registers the group's routes.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The group.</returns>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    public ExpressGroup Group(
        [StringSyntax("Route")] string prefix,
        Action<ExpressGroup>? configure = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var at = new SourceLocation(file, line);
        App.Registrations.EnsureOpen($"Group {prefix}", at);
        var group = ExpressGroup.Create(App, this, prefix, at);
        configure?.Invoke(group);
        return group;
    }

    /// <summary>
    /// Adds middleware around every route of this app or group, also those registered earlier. An app's middleware
    /// runs after routing (<see cref="EndpointHttpContextExtensions.GetEndpoint"/> says what was found) and also
    /// where there is no route; a group's runs inside the app's, an inner group's inside the outer's.
    /// </summary>
    /// <param name="middleware">Calls <c>next(context)</c> once, or answers itself.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The app is built already.</exception>
    [OverloadResolutionPriority(1)]
    public void Use(
        Func<HttpContext, RequestDelegate, Task> middleware,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        AddChecked(new Middleware(middleware, middleware.Method.Name, new SourceLocation(file, line)));
    }

    /// <inheritdoc cref="Use(Func{HttpContext, RequestDelegate, Task}, string, int)"/>
    /// <param name="middleware">Calls <c>next()</c> once, or answers itself.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Use(
        Func<HttpContext, Func<Task>, Task> middleware,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        AddChecked(new Middleware(
            (context, next) => middleware(context, () => next(context)),
            middleware.Method.Name,
            new SourceLocation(file, line)));
    }

    internal RouteGroupBuilder MapGroup(string prefix) => ((IEndpointRouteBuilder)this).MapGroup(prefix);

    private protected abstract void AddMiddleware(Middleware middleware);

    private void AddChecked(Middleware middleware)
    {
        App.Registrations.EnsureOpen(middleware.ToString(), null);
        AddMiddleware(middleware);
    }

    private RouteHandlerBuilder Map(IReadOnlyList<string> methods, string pattern, Delegate handler, SourceLocation at)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(handler);
        App.Registrations.EnsureOpen($"Route {methods[0]} {pattern}", at);
        var source = new RouteDataSource(App, $"{methods[0]} {pattern}", at);
        Sources.Add(source);
        return source.Map(methods, pattern, handler);
    }
}
