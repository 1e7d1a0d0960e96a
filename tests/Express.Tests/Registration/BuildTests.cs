using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Tests.Registration;

public sealed class BuildTests
{
    // Not literals in the calls: the compiler would notice.
    private static readonly string BrokenPattern = "/a/{";
    private static readonly string BrokenPrefix = "/e/{{{";

    [Fact]
    public void Build_Faulty_ReportsEverythingAtOnceWithPlaces()
    {
        var faults = Apps.FaultsOf(
            app =>
            {
                app.Get(BrokenPattern, () => "a");
                app.Get("/b/{id:nope}", (string id) => id);
                app.Post("/c", (Stream body, HttpContext context, Untold untold, Untold second) => { });
                app.Group("/d/{id}").Get("/{id}", (string id) => id);
                app.Group(BrokenPrefix, group => group.Get("/x", () => "x"));
                app.Activity(new Activity<int, int>("1st"), (int n) => n);
                app.Timer("t", "x", () => { });
            },
            services => services.AddOptions<Settings>().ValidateDataAnnotations().ValidateOnStart());
        Assert.Collection(
            faults.Order(StringComparer.Ordinal),
            fault => Assert.Matches(@"^Activity '1st' \(BuildTests\.cs:\d+\): a name is a letter, then at most", fault),
            fault => Assert.Matches(@"^Group '/e/\{\{\{' \(BuildTests\.cs:\d+\): ", fault),
            fault => Assert.Matches(@"^Route 'GET /a/\{' \(BuildTests\.cs:\d+\): ", fault),
            fault => Assert.Matches(@"^Route 'GET /b/\{id:nope\}' \(BuildTests\.cs:\d+\): .*'nope'", fault),
            fault => Assert.Matches(@"^Route 'GET /\{id\}' \(BuildTests\.cs:\d+\): .*'id'", fault),
            fault => Assert.Matches(@"^Route 'POST /c' \(BuildTests\.cs:\d+\): ", fault),
            fault => Assert.Matches("^Settings 'Settings': .*Name", fault),
            fault => Assert.Matches(@"^Timer 't' \(BuildTests\.cs:\d+\): 'x' is no schedule", fault));
    }

    [Fact]
    public void Build_Faulty_ThrowsTheSameEveryTime()
    {
        var app = Apps.Of(app => app.Get(BrokenPattern, () => "x"));
        var first = Assert.Throws<ExpressBuildException>(() => app.Build());
        Assert.Same(first, Assert.Throws<ExpressBuildException>(() => app.RequestDelegate));
        Assert.Equal($"The app has 1 fault:\n- {first.Faults[0]}", first.Message);
    }

    [Fact]
    public void Build_Twice_IsTheSame()
    {
        var app = Apps.Of(app => app.Get("/x", () => "x"));
        var first = app.Build().RequestDelegate;
        Assert.Same(first, app.Build().RequestDelegate);
    }

    [Fact]
    public void Build_NameTaken_NamesBothPlaces()
    {
        var fault = Assert.Single(Apps.FaultsOf(app =>
        {
            app.Activity(new Activity<int, int>("sweep"), (int n) => n);
            app.Timer("Sweep", "0 * * * * *", () => { });
        }));
        Assert.Matches(
            @"^Timer 'Sweep' \(BuildTests\.cs:\d+\): "
            + @"the name is taken by the activity registered at BuildTests\.cs:\d+\.$",
            fault);
    }

    [Theory]
    [InlineData("/docs/{id}", "/Docs/{name}")]
    [InlineData("docs", "/docs/")]
    [InlineData("/docs/{id:int}", "/docs/{n:int}")]
    public void Build_SameMethodAndPattern_NamesBothPlaces(string first, string second)
    {
        var fault = Assert.Single(Apps.FaultsOf(app =>
        {
            app.Get(first, () => "first");
            app.Get(second, () => "second");
        }));
        Assert.Matches(
            @"^Route 'GET .*' \(BuildTests\.cs:\d+\): "
            + @"it takes the same requests as GET .* \(BuildTests\.cs:\d+\)\.$",
            fault);
    }

    [Fact]
    public void Build_RoutesToldApart_AreNoDuplicates()
    {
        var app = Apps.Of(app =>
        {
            app.Get("/docs/{id}", () => "any");
            app.Get("/docs/{id:int}", () => "number");
            app.Get("/docs/new", () => "literal");
            app.Post("/docs/{id}", () => "post");
            app.Put("/docs", () => "any").Accepts<string>("text/plain");
            app.Put("/docs", () => "json").Accepts<string>("application/json");
        });
        Assert.Equal(6, app.Routes.Count);
    }

    [Fact]
    public void Build_SameEndpointName_IsAFault()
    {
        var fault = Assert.Single(Apps.FaultsOf(app =>
        {
            app.Get("/a", () => "a").WithName("same");
            app.Get("/b", () => "b").WithName("same");
        }));
        Assert.Contains("its name 'same' is also that of GET /a (BuildTests.cs:", fault);
    }

    public static TheoryData<Action<ExpressApp>> Late => new(
        app => app.Get("/late", () => "late"),
        app => app.Group("/late"),
        app => app.Use((context, next) => next(context)),
        app => app.Activity(new Activity<int, int>("late"), (int n) => n),
        app => app.Orchestration(new Orchestration<int, int>("late"), (_, n) => Task.FromResult(n)),
        app => app.Timer("late", "0 * * * * *", () => { }),
        app => app.OnError((_, _) => null),
        app => app.RequireRegistered(typeof(Names)));

    [Theory]
    [MemberData(nameof(Late))]
    public void Register_AfterBuild_ThrowsNamingBothPlaces(Action<ExpressApp> register)
    {
        var app = Apps.Of(_ => { });
        app.Build();
        var message = Assert.Throws<InvalidOperationException>(() => register(app)).Message;
        Assert.Matches(
            @"BuildTests\.cs:\d+ came after the app was built \(at BuildTests\.cs:\d+\)\. "
            + @"Register everything before\.$",
            message);
    }

    [Fact]
    public void MapGet_AfterBuild_Throws()
    {
        var app = Apps.Of(_ => { });
        var group = app.Group("/g");
        Assert.Empty(app.Routes);
        Assert.Throws<InvalidOperationException>(() => app.MapGet("/late", () => "late"));
        Assert.Throws<InvalidOperationException>(() => group.MapGet("/late", () => "late"));
        Assert.Throws<InvalidOperationException>(() => group.Get("/late", () => "late"));
    }

    [Fact]
    public void RequireRegistered_NamesMissing_NamesEachField()
    {
        var faults = Apps.FaultsOf(app =>
        {
            app.RequireRegistered(typeof(Names));
            app.Activity(Names.There, (int n) => n);
        });
        Assert.Collection(
            faults,
            fault => Assert.Matches(
                @"^Activity 'missing' \(BuildTests\.cs:\d+\): Names\.Missing is required but not registered\.$", fault),
            fault => Assert.StartsWith("Orchestration 'run' ", fault));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("A-b_9", true)]
    [InlineData("", false)]
    [InlineData("_a", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("あ", false)]
    public void Build_Name_IsChecked(string name, bool isValid)
    {
        var app = Apps.Of(app => app.Activity(new Activity<int, int>(name), (int n) => n));
        Assert.Equal(isValid, Record.Exception(() => app.Build()) is null);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Build_NameLength_IsChecked(int length, bool isValid)
    {
        var app = Apps.Of(app => app.Activity(new Activity<int, int>(new string('a', length)), (int n) => n));
        Assert.Equal(isValid, Record.Exception(() => app.Build()) is null);
    }

    [Fact]
    public void Constructor_WithoutTheServices_SaysWhatIsMissing()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var message = Assert.Throws<InvalidOperationException>(() => new ExpressApp(services)).Message;
        Assert.Contains("`services.AddExpress()`", message);
    }

    private static class Names
    {
        public static readonly Activity<int, int> There = new("there");
        public static readonly Activity<int, int> Missing = new("missing");

        public static Orchestration<int, int> Run { get; } = new("run");
    }

    private sealed class Untold;

    private sealed class Settings
    {
        [Required]
        public string? Name { get; set; }
    }
}
