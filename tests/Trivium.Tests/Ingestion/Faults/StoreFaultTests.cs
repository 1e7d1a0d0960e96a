using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>
/// Whatever fails between the app and the account, and whenever: what is stored in the end is what a run without faults
/// stores. The first request of a scenario, the last of its purge and each between them is made to fail in each way; by
/// default a few of them that a seed decides, all with TRIVIUM_TESTS=full.
/// </summary>
public sealed class StoreFaultTests
{
    /// <summary>3 of each scenario: some twenty runs of a second each.</summary>
    private const int SampledPoints = 3;

    /// <summary>12 in a row outlast the 9 repetitions of the SDK, so that the activities' own are needed too.</summary>
    private const int ManyFaults = 12;

    public static TheoryData<string> Scenarios => [.. FaultScenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_WithAFaultAtAnyRequest_EndsLikeOneWithout(string name)
    {
        FaultScenario scenario = FaultScenario.Of(name);
        var faultless = new StoreFaultRun(scenario);
        await faultless.RunAsync(0, StoreFault.Busy, 0);
        Assert.Equal("clean", faultless.Verification);
        Assert.NotEqual("", faultless.Dump);

        await TestRuns.EachAsync(Points(faultless.Requests, name), async point =>
        {
            (int from, StoreFault fault, int count) = point;
            var run = new StoreFaultRun(scenario);
            await run.RunAsync(from, fault, count);

            string what = $"{count} × {fault} from request {from} of {faultless.Requests}";
            Assert.True(faultless.Dump == run.Dump, $"{name}, {what}:\n{Difference(faultless.Dump, run.Dump)}");
            Assert.True(run.Verification == "clean", $"{name}, {what}: {run.Verification}");
        });
    }

    private static IEnumerable<(int From, StoreFault Fault, int Count)> Points(int requests, string name)
    {
        // Every request with every fault: alternately one and many of them.
        IEnumerable<(int, StoreFault, int)> all =
            from request in Enumerable.Range(1, requests)
            from fault in Enum.GetValues<StoreFault>()
            select (request, fault, (request + (int)fault) % 2 == 0 ? 1 : ManyFaults);
        return TestRuns.Sample(all, SampledPoints, name.Sum(letter => letter));
    }

    private static string Difference(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        return string.Join('\n', before.Except(after).Select(line => $"- {line}")
            .Concat(after.Except(before).Select(line => $"+ {line}"))
            .Append($"({before.Length} and {after.Length} items)"));
    }
}
