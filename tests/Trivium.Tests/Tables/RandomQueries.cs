namespace Trivium.Tests.Tables;

/// <summary>Queries as people write them, of any shape, over the samples. The same seed gives the same ones.</summary>
internal sealed class RandomQueries(int seed)
{
    private readonly Random _random = new(seed);

    public string Next()
    {
        bool joins = Chance(4);
        string from = joins ? Pick("orders JOIN item IN orders.items", "item IN orders.items") : "orders o";
        string[] keys = Chance(2) ? [.. Some(() => Scalar(joins, 2))] : [];
        bool isGrouped = keys.Length > 0 || Chance(4);
        string[] columns = [.. Some(() => Column(joins, isGrouped, keys))];
        string query = $"SELECT {(Chance(5) ? "DISTINCT " : "")}{(Chance(6) ? "TOP 3 " : "")}"
            + $"{string.Join(", ", columns)} FROM {from}";
        if (Chance(2)) query += $" WHERE {Condition(joins, 2)}";
        if (keys.Length > 0) query += $" GROUP BY {string.Join(", ", keys)}";
        if (isGrouped && Chance(3)) query += $" HAVING {Aggregate(joins)} > 1";
        if (Chance(2)) query += $" ORDER BY {(Chance(2) ? "1" : Column(joins, isGrouped, keys))}{Pick("", " DESC")}";
        if (Chance(4)) query += Pick(" LIMIT 5", " OFFSET 1 LIMIT 2");
        return query;
    }

    private string Column(bool joins, bool isGrouped, string[] keys) => !isGrouped ? Scalar(joins, 2)
        : keys.Length > 0 && Chance(2) ? Pick(keys)
        : Chance(3) ? $"ROUND({Aggregate(joins)} / {Aggregate(joins)}, 2)" : Aggregate(joins);

    private string Aggregate(bool joins) => Pick(
        "COUNT(*)",
        "COUNT(1)",
        $"COUNT(DISTINCT {Path(joins)})",
        $"{Pick("SUM", "AVG", "MIN", "MAX", "COUNT", "COUNTIF", "MAKELIST")}({Scalar(joins, 1)})");

    private string Scalar(bool joins, int depth) => depth == 0 ? Path(joins) : _random.Next(12) switch
    {
        0 => $"{Scalar(joins, depth - 1)} {Pick("+", "-", "*", "/", "%", "||")} {Scalar(joins, depth - 1)}",
        1 => $"CASE WHEN {Condition(joins, depth - 1)} THEN {Scalar(joins, depth - 1)} ELSE 'no' END",
        2 => $"CASE {Path(joins)} WHEN 1 THEN 'one' WHEN 2 THEN 'two' END",
        3 => $"COALESCE({Path(joins)}, {Scalar(joins, depth - 1)}, 0)",
        4 => $"CAST({Path(joins)} AS {Pick("TEXT", "INTEGER", "NUMBER", "BOOLEAN", "VARCHAR(20)")})",
        5 => $"{Pick("UPPER", "LOWER", "LENGTH", "ROUND", "CEIL", "YEAR", "ABS")}({Scalar(joins, depth - 1)})",
        6 => $"LEFT({Path(joins)}, 7)",
        7 => $"(SELECT VALUE SUM(i.price * i.quantity) FROM i IN orders.items)",
        8 => $"NULLIF({Path(joins)}, 0)",
        9 => $"-({Scalar(joins, depth - 1)})",
        _ => Path(joins),
    };

    private string Condition(bool joins, int depth) => _random.Next(depth == 0 ? 6 : 9) switch
    {
        0 => $"{Path(joins)} {Pick("=", "!=", "<>", "<", ">=")} {Pick("1", "'pen'", "-2.5", "true")}",
        1 => $"{Path(joins)} IS {Pick("", "NOT ")}NULL",
        2 => $"{Path(joins)} {Pick("", "NOT ")}LIKE 'p%'",
        3 => $"{Path(joins)} {Pick("", "NOT ")}BETWEEN 1 AND 20",
        4 => $"{Path(joins)} {Pick("", "NOT ")}IN ('pen', 1, NULL)",
        5 => "EXISTS(SELECT VALUE i FROM i IN orders.items WHERE i.quantity > 1)",
        6 => $"NOT ({Condition(joins, depth - 1)})",
        7 => $"({Condition(joins, depth - 1)} OR {Condition(joins, depth - 1)})",
        _ => $"{Condition(joins, depth - 1)} AND UPPER({Path(joins)}) IS NULL",
    };

    private string Path(bool joins) => joins && Chance(2)
        ? Pick("item.sku", "item.price", "item.note", "item")
        : Pick("id", "customer.name", "\"customer.city\"", "orders.total", "paid", "orders.items[0].sku", "placedOn");

    private IEnumerable<string> Some(Func<string> one) => Enumerable.Range(0, _random.Next(1, 4)).Select(_ => one());

    private bool Chance(int outOf) => _random.Next(outOf) == 0;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
