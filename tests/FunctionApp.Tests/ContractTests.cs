using Trivium.FunctionApp.Tests.Hosting;
using Trivium.Hosts.Tests;
using Trivium.Hosts.Tests.Documents;
using Trivium.Hosts.Tests.Ingestions;
using Trivium.Hosts.Tests.Operations;
using Trivium.Hosts.Tests.Protocol;
using Trivium.Hosts.Tests.Retrieval;
using Xunit.Abstractions;

namespace Trivium.FunctionApp.Tests;

/// <summary>The HTTP contract on the Functions host: the same cases as on every other host.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Contract_EveryPart_IsRunOnTheFunctionsHost()
    {
        // The durable management API is the host's own, not the app's.
        IEnumerable<Type> parts = typeof(HostContract).Assembly.GetTypes()
            .Where(type => type.IsAbstract && type.IsSubclassOf(typeof(HostContract)))
            .Except([typeof(DurableManagementContract)]);
        IEnumerable<Type?> run = typeof(ContractTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HostContract)))
            .Select(type => type.BaseType);

        Assert.Empty(parts.Except(run!));
    }
}

[Collection(FunctionsContractHost.Name)]
public sealed class DeleteOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : DeleteContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class AcceptOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : AcceptContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class RefusedSourceOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : RefusedSourceContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class EnvelopeOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : EnvelopeContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class RangeOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : RangeContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class PreconditionOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : PreconditionContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class SourceOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : SourceContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class IdempotencyOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : IdempotencyContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class ReadOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : ReadContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class ListOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : ListContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class RoutingOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : RoutingContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class TablesOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : TablesContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class SearchOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : SearchContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class AskOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : AskContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class SqlOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : SqlContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class RefusedSearchOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : RefusedSearchContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class RefusedSqlOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : RefusedSqlContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class HealthOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : HealthContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class EventsOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : EventsContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class IngestionOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : IngestionContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class SteeringOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : SteeringContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class BatchOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : BatchContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class UploadOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : UploadContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class UrlOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : UrlContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class PreviewOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : PreviewContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class UsageOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : UsageContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class KeysOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : KeysContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class VerifyOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : VerifyContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class ReembeddingOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : ReembeddingContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class ExplainOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : ExplainContract(host, output);

[Collection(FunctionsContractHost.Name)]
public sealed class SettingsOnFunctions(FunctionsContractHost host, ITestOutputHelper output)
    : SettingsContract(host, output);
