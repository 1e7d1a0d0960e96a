using System.Runtime.CompilerServices;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Printing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.QueryFiles;

/// <summary>
/// Runs every case of every file under Queries/. With COSMOS_SQL_REWRITE=1 the files' expectations are
/// rewritten to what the engine answers; read the difference before committing it.
/// </summary>
public sealed class QueryFileTests
{
    private const string RewriteVariable = "COSMOS_SQL_REWRITE";

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.GetFiles(Folder(), "*.txt").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileNameWithoutExtension(path));
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Execute_QueryFile_AnswersAsWritten(string name)
    {
        var path = Path.Combine(Folder(), name + ".txt");
        var file = QueryFile.Read(path);
        Assert.NotEmpty(file.Cases);
        var rewrites = Environment.GetEnvironmentVariable(RewriteVariable) == "1";
        var faults = new List<string>();
        foreach (var one in file.Cases)
        {
            var (rows, error) = Run(file, one);
            if (rewrites) (one.Expect, one.Error) = (rows, error);
            else if (rows != Normalized(one.Expect) || error != one.Error)
                faults.Add($"{one.Name}\n{one.Query}\nexpected: {one.Expect}{one.Error}\nactual:   {rows}{error}\n");
        }

        if (rewrites) file.Write(path);
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Print_QueryFile_ParsesBackToAnEqualTree(string name)
    {
        foreach (var one in QueryFile.Read(Path.Combine(Folder(), name + ".txt")).Cases)
        {
            var options = OptionsOf(one);
            if (Record.Exception(() => SqlParser.Parse(one.Query, options)) is SqlException) continue;
            var query = SqlParser.Parse(one.Query, options);
            Assert.Equal(query, SqlParser.Parse(SqlPrinter.Print(query), options));
        }
    }

    private static (string Rows, string Error) Run(QueryFile file, QueryCase one)
    {
        try
        {
            var items = file.Items.Length == 0 ? [] : CosmosValue.Parse(file.Items).AsArray();
            var parameters = one.Parameters.Length == 0
                ? []
                : CosmosValue.Parse(one.Parameters).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value);
            var options = new EvaluationOptions { Dialect = OptionsOf(one), TimeProvider = new FixedTime() };
            var query = SqlParser.Parse(one.Query, options.Dialect);
            var rows = SqlEvaluator.Compile(query, parameters, options).Execute(items);
            return (string.Join('\n', rows.Select(row => row.ToString())), "");
        }
        catch (SqlException fault)
        {
            return ("", $"{fault.Code} {fault.Message}");
        }
    }

    // Whitespace within a row is for the reader.
    private static string Normalized(string rows) => string.Join('\n', rows
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => CosmosValue.Parse(row).ToString()));

    private static ParseOptions OptionsOf(QueryCase one) => one.Dialect switch
    {
        "" => ParseOptions.Cosmos,
        "extended" => ParseOptions.Extended,
        _ => throw new InvalidOperationException($"The dialect \"{one.Dialect}\" does not exist."),
    };

    private static string Folder([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "Queries");

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 2, 29, 12, 30, 45, 123, TimeSpan.Zero);
    }
}
