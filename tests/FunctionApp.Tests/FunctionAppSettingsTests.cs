using Microsoft.Extensions.Configuration;

namespace Trivium.FunctionApp.Tests;

public class FunctionAppSettingsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Account = "https://name.documents.azure.com:443/";

    [Fact]
    public void Read_Endpoint_UsesTheIdentityAndCreatesNothing()
    {
        var settings = Read(("Cosmos:accountEndpoint", Account), ("Cosmos:clientId", "id"), ("Trivium:BootstrapKey", Key));

        Assert.Equal(new CosmosConnection.Identity(new Uri(Account), "id"), settings.Cosmos);
        Assert.Equal((false, false), Configured(settings));
    }

    [Fact]
    public void Read_ConnectionString_IsKeptOutOfText()
    {
        var settings = Read(
            ("Cosmos:connectionString", $"AccountEndpoint={Account};AccountKey=c2VjcmV0;"), ("Trivium:BootstrapKey", Key));

        Assert.IsType<CosmosConnection.ConnectionString>(settings.Cosmos);
        Assert.DoesNotContain("c2VjcmV0", settings.Cosmos.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, false), Configured(settings));
    }

    [Fact]
    public void Read_Embedded_EstimatesRequestUnits()
    {
        var settings = Read(("Cosmos:embedded", "data"), ("Trivium:BootstrapKey", Key));

        Assert.Equal(new CosmosConnection.Embedded(Path.GetFullPath("data")), settings.Cosmos);
        Assert.Equal((true, true), Configured(settings));
    }

    [Fact]
    public void Read_Options_AreThoseOfTrivium()
    {
        TriviumOptions options = OptionsOf(Read(
            ("Cosmos:embedded", "data"),
            ("Trivium:BootstrapKey", Key),
            ("Trivium:DatabaseName", "other"),
            ("Trivium:RateLimits:ReaderPerMinute", "7"),
            ("Trivium:Principals:Tenants:0", "value=acme")));

        Assert.Equal("other", options.DatabaseName);
        Assert.Equal(7, options.RateLimits.ReaderPerMinute);
        Assert.Equal(["value=acme"], options.Principals.Tenants);
        Assert.Equal((Key, true), (options.BootstrapKey, options.RequireKeys));
        Assert.Null(options.ClientAddressHeader);
    }

    [Fact]
    public void Read_DevelopmentWithoutKey_AsksForNone()
    {
        TriviumOptions options = OptionsOf(Read(isDevelopment: true, ("Cosmos:embedded", "data")));

        Assert.Equal((null, false), (options.BootstrapKey, options.RequireKeys));
    }

    [Fact]
    public void Read_InAzure_TakesTheClientsAddressFromTheFrontEnd()
    {
        TriviumOptions options = OptionsOf(Read(
            ("Cosmos:accountEndpoint", Account), ("Trivium:BootstrapKey", Key), ("WEBSITE_INSTANCE_ID", "1")));

        Assert.Equal("X-Forwarded-For", options.ClientAddressHeader);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("False", false)]
    [InlineData("", false)]
    public void Read_TrustedPrincipals_NeedThePlatformsAuthentication(string enabled, bool isFit)
    {
        (string, string)[] settings =
        [
            ("Cosmos:accountEndpoint", Account), ("Trivium:BootstrapKey", Key), ("Trivium:Principals:Trusted", "true"),
            ("Trivium:Principals:TenantClaim", "tid"), ("Trivium:Principals:Tenants:0", "value=acme"),
            ("Trivium:Principals:Roles:0", "Reader=reader"), ("WEBSITE_AUTH_ENABLED", enabled),
        ];

        Exception? failure = Record.Exception(() => Read(settings));

        Assert.Equal(isFit, failure is null);
        if (!isFit) Assert.Contains("App Service authentication is off", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NothingSet_SaysWhatIsMissing()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read());

        Assert.Equal(
            "The function app's settings are not fit:\n"
            + "- There is no Cosmos DB account. Set Cosmos__accountEndpoint (with the app's managed identity), "
            + "Cosmos__connectionString or, on your own machine, Cosmos__embedded (a directory).\n"
            + "- Trivium__BootstrapKey is not set. It is the operator's key, from which all others are made; set a "
            + "random key of 32 characters at least. Only the Development environment does without.",
            exception.Message);
    }

    [Fact]
    public void Read_ManyFaults_SaysAllOfThem()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(
            ("Cosmos:embedded", "data"),
            ("WEBSITE_INSTANCE_ID", "1"),
            ("Trivium:BootstrapKey", "short"),
            ("Trivium:DatabseName", "x"),
            ("Trivium:BodySizeBytesMax", "0")));

        Assert.Collection(
            exception.Message.Split("\n- ")[1..],
            fault => Assert.StartsWith("Cosmos__embedded is for one machine", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Trivium__DatabseName is not a setting. There are: ", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Trivium__BodySizeBytesMax is 0;", fault, StringComparison.Ordinal),
            fault => Assert.Equal("Trivium__BootstrapKey has 5 characters; it needs 32 at least and 256 at most.", fault));
    }

    [Theory]
    [InlineData("Cosmos:accountEndpoint", "name.documents.azure.com", "Cosmos__accountEndpoint is 'name.documents.azure.com'")]
    [InlineData("Cosmos:accountEndpoint", "http://name.documents.azure.com", "Cosmos__accountEndpoint is 'http:")]
    [InlineData("Cosmos:connectionString", "AccountEndpoint=x", "Cosmos__connectionString does not hold")]
    [InlineData("Trivium:BodySizeBytesMax", "many", "Failed to convert configuration value")]
    public void Read_BadValue_IsNamed(string name, string value, string expected)
    {
        (string, string)[] rest = name.StartsWith("Cosmos", StringComparison.Ordinal)
            ? [("Trivium:BootstrapKey", Key)]
            : [("Trivium:BootstrapKey", Key), ("Cosmos:embedded", "data")];

        var exception = Assert.Throws<InvalidOperationException>(() => Read([(name, value), .. rest]));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoAccounts_RefusesBoth()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(
            ("Cosmos:embedded", "data"), ("Cosmos:accountEndpoint", Account), ("Trivium:BootstrapKey", Key)));

        Assert.Contains("There are 2 Cosmos DB accounts.", exception.Message, StringComparison.Ordinal);
    }

    private static FunctionAppSettings Read(params (string, string)[] settings) => Read(isDevelopment: false, settings);

    private static FunctionAppSettings Read(bool isDevelopment, params (string Name, string Value)[] settings) =>
        FunctionAppSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value))
                .Build(),
            isDevelopment);

    private static (bool CreateContainers, bool Estimated) Configured(FunctionAppSettings settings)
    {
        TriviumOptions options = OptionsOf(settings);
        return (options.CreateContainers, options.RequestUnitsAreEstimated);
    }

    private static TriviumOptions OptionsOf(FunctionAppSettings settings)
    {
        var options = new TriviumOptions();
        settings.Configure(options);
        return options;
    }
}
