using Trivium.Hosts.Tests.Hosts;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests;

/// <summary>
/// A part of the HTTP contract. What derives from it at the end of its file runs it on a host; a failure names the run.
/// </summary>
public abstract class HostContract
{
    protected HostContract(ContractHost host, ITestOutputHelper output)
    {
        Host = host;
        output.WriteLine($"{host.Client.BaseAddress}, documents and tables {host.Prefix}*");
    }

    protected ContractHost Host { get; }
}
