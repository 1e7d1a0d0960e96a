using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Trivium.Tables.Catalog;

namespace Trivium.Tests.Tables;

/// <summary>
/// Microsoft's own parser, binder and planner of queries, which the SDK's package carries as a native library: it says
/// whether Azure Cosmos DB would accept a query. Wide strings are UTF-32 and end with a NUL.
/// </summary>
internal static partial class ServicePlanner
{
    private const string Library = "libQueryPlanInterop.so";

    // The service's own limits, with what newer accounts have switched on.
    private const string Configuration =
        """
        {
          "maxSqlQueryInputLength":524288,"maxJoinsPerSqlQuery":10,"maxLogicalAndPerSqlQuery":2000,
          "maxLogicalOrPerSqlQuery":2000,"maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,
          "queryMaxInMemorySortDocumentCount":500,"maxQueryRequestTimeoutFraction":0.9,
          "sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,
          "sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,"sqlAllowGroupByClause":true,
          "maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,"sqlAllowTop":true,"queryEnableFullText":true
        }
        """;

    /// <summary>The kind of partition key that has several levels.</summary>
    private const int MultiHash = 2;

    /// <summary>64 KB: a plan is a few KB.</summary>
    private const int PlanSizeBytesMax = 64 * 1024;

    private static readonly Lock _gate = new();
    private static readonly Lazy<IntPtr> _library = new(Load);
    private static IntPtr _provider;

    /// <summary>Why the planner cannot be asked here, or null where it can.</summary>
    public static string? Missing => _library.Value == IntPtr.Zero
        ? $"The SDK's package has {Library} for Linux on x64 and arm64 only." : null;

    /// <summary>The planner's error, or null where it accepts the query.</summary>
    /// <param name="query">The text as sent.</param>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="home">The container it is for.</param>
    public static string? RefusalOf(string query, IEnumerable<string> parameters, TableHome home)
    {
        string specification = JsonSerializer.Serialize(new
        {
            query,
            parameters = parameters.Select(name => new { name, value = 1 }),
        });
        string[] levels = home == TableHome.Rows ? ["tenant", "table", "documentId"] : ["tenant", "documentId"];
        IntPtr[] tokens = [.. levels.Select(level => Copied(Wide(level)))];
        try
        {
            lock (_gate) return RefusalOf(Wide(specification), tokens);
        }
        finally
        {
            foreach (IntPtr token in tokens) Marshal.FreeHGlobal(token);
        }
    }

    private static string? RefusalOf(byte[] specification, IntPtr[] tokens)
    {
        if (_provider == IntPtr.Zero)
        {
            uint created = CreateServiceProvider(Encoding.UTF8.GetBytes(Configuration + "\0"), out _provider);
            Assert.Equal(0u, created);
        }

        var options = new PlanOptions
        {
            RequireFormattableOrderByQuery = 1,
            IsContinuationExpected = 1,
            AllowNonValueAggregateQuery = 1,
            AllowDistinctCount = 1,
            PartitionKind = MultiHash,
        };
        var plan = new byte[PlanSizeBytesMax];
        uint result = GetPartitionKeyRangesFromQuery4(
            _provider,
            specification,
            options,
            tokens,
            [.. tokens.Select(_ => 1u)],
            (uint)tokens.Length,
            IntPtr.Zero,
            0,
            plan,
            (uint)plan.Length,
            out uint length);
        return result == 0 ? null : Encoding.UTF8.GetString(plan, 0, (int)Math.Min(length, (uint)plan.Length));
    }

    private static IntPtr Load()
    {
        string runtime = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", runtime, "native", Library);
        bool isLoaded = NativeLibrary.TryLoad(path, out IntPtr library)
            || NativeLibrary.TryLoad(Library, typeof(ServicePlanner).Assembly, null, out library);
        if (!isLoaded) return IntPtr.Zero;
        NativeLibrary.SetDllImportResolver(
            typeof(ServicePlanner).Assembly, (name, _, _) => name == Library ? library : IntPtr.Zero);
        return library;
    }

    private static byte[] Wide(string text) => Encoding.UTF32.GetBytes(text + "\0");

    private static IntPtr Copied(byte[] bytes)
    {
        IntPtr copy = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, copy, bytes.Length);
        return copy;
    }

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint CreateServiceProvider(byte[] configuration, out IntPtr provider);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetPartitionKeyRangesFromQuery4(
        IntPtr provider,
        byte[] query,
        PlanOptions options,
        IntPtr[] partitionKeyTokens,
        uint[] partitionKeyTokenLengths,
        uint partitionKeyPathCount,
        IntPtr vectorPolicy,
        int vectorPolicyLength,
        byte[] plan,
        uint planSizeBytes,
        out uint planLength);

    [StructLayout(LayoutKind.Sequential)]
    private struct PlanOptions
    {
        public int RequireFormattableOrderByQuery;
        public int IsContinuationExpected;
        public int AllowNonValueAggregateQuery;
        public int HasLogicalPartitionKey;
        public int AllowDistinctCount;
        public int UseSystemPrefix;
        public int PartitionKind;
        public int GeospatialType;
        public int HybridSearchSkipOrderByRewrite;
        public int Reserved1;
        public long Reserved2;
        public long Reserved3;
        public long Reserved4;
    }
}

/// <summary>A theory that needs the planner; skipped, with the reason, where there is none.</summary>
public sealed class PlannerTheoryAttribute : TheoryAttribute
{
    public PlannerTheoryAttribute() => Skip = ServicePlanner.Missing;
}

/// <summary>A fact that needs the planner; skipped, with the reason, where there is none.</summary>
public sealed class PlannerFactAttribute : FactAttribute
{
    public PlannerFactAttribute() => Skip = ServicePlanner.Missing;
}
