using System.Globalization;

namespace Trivium.LocalHost.Evaluation;

/// <summary>
/// The judgements of a set: <c>qrels/*.tsv</c> as BEIR has them (query, document, grade, with a header) or <c>qrels.txt</c>
/// as TREC has them (query, iteration, document, grade). Ids with blanks need tabs.
/// </summary>
internal static class JudgementFiles
{
    /// <summary>The grades by query and judged id, of all files together.</summary>
    /// <exception cref="EvaluationException">There is no such file, or a line is not a judgement.</exception>
    public static IReadOnlyDictionary<string, Dictionary<string, int>> Read(string folder)
    {
        string beir = Path.Combine(folder, "qrels");
        string[] files = Directory.Exists(beir) ? Directory.GetFiles(beir, "*.tsv")
            : File.Exists(beir + ".txt") ? [beir + ".txt"] : [];
        if (files.Length == 0) throw new EvaluationException($"There are neither qrels/*.tsv nor qrels.txt in {folder}.");

        var judgements = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line) || (number == 1 && line.StartsWith("query-id", StringComparison.Ordinal)))
                    continue;
                var (query, id, grade) = Parse(line)
                    ?? throw new EvaluationException(
                        $"Line {number} of {file} is no judgement: query, document and a whole number as grade are needed.");
                if (!judgements.TryGetValue(query, out Dictionary<string, int>? grades))
                    judgements.Add(query, grades = new(StringComparer.Ordinal));
                grades[id] = grade;
            }
        }

        return judgements;
    }

    private static (string Query, string Id, int Grade)? Parse(string line)
    {
        string[] parts = line.Contains('\t') ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 3 or 4
            && int.TryParse(parts[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int grade)
            ? (parts[0], parts[^2], grade)
            : null;
    }
}
