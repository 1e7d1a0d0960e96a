using Trivium.Hosts.Tests.Hosts;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Trivium.Hosts.Tests.Discovery;

/// <summary>Finds facts; none of a host that is not there.</summary>
public sealed class ContractFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        AbsentHost.IsOf(testMethod) ? [] : base.Discover(discoveryOptions, testMethod, factAttribute);
}

/// <summary>Finds theories; none of a host that is not there.</summary>
public sealed class ContractTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        AbsentHost.IsOf(testMethod) ? [] : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

/// <summary>Tells the cases of a host that is not there.</summary>
internal static class AbsentHost
{
    public static bool IsOf(ITestMethod method) =>
        !RemoteHost.IsGiven && method.TestClass.TestCollection.DisplayName == HostNames.Remote;
}
