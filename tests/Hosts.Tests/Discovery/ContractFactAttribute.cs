using Xunit.Sdk;

namespace Trivium.Hosts.Tests.Discovery;

/// <summary>A case of the contract: a fact of every host there is.</summary>
[XunitTestCaseDiscoverer("Trivium.Hosts.Tests.Discovery.ContractFactDiscoverer", "Trivium.Hosts.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Cases of the contract: a theory about every host there is.</summary>
[XunitTestCaseDiscoverer("Trivium.Hosts.Tests.Discovery.ContractTheoryDiscoverer", "Trivium.Hosts.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractTheoryAttribute : TheoryAttribute;
