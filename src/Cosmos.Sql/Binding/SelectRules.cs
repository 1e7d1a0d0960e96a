using Trivium.Cosmos.Sql.Evaluation.Plans;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Binding;

/// <summary>What SELECT may return.</summary>
internal static class SelectRules
{
    public static void Check(SqlQuery query)
    {
        var position = query.Select.Spec.Position;
        if (query.Select.Top is { } top && query.OffsetLimit is not null)
            throw new SqlException(
                SqlErrorCodes.TopWithOffset, top.Position,
                "TOP cannot be used together with OFFSET and LIMIT; use LIMIT alone.");
        switch (query.Select.Spec)
        {
            case SelectStar when query.From is null:
                throw new SqlException(
                    SqlErrorCodes.StarWithoutFrom, position,
                    "SELECT * needs a FROM; name what to select.");
            case SelectStar when query.From is JoinSource:
                throw new SqlException(
                    SqlErrorCodes.StarWithJoin, position,
                    "SELECT * cannot be used with JOIN; name what to select.");
            case SelectList list:
                CheckNames(list);
                break;
        }
    }

    private static void CheckNames(SelectList list)
    {
        var names = OutputNames.Of(list);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            if (!seen.Add(names[i]))
                throw new SqlException(
                    SqlErrorCodes.DuplicateOutputName, list.Items[i].Position,
                    $"two columns are named {names[i]}; give one of them another name with AS.");
    }
}
