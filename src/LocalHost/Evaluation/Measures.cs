namespace Trivium.LocalHost.Evaluation;

/// <summary>
/// The measures of one ranking, as trec_eval defines them: gains are the judged grades themselves, what was not judged has
/// grade 0, and each id counts once.
/// </summary>
internal static class Measures
{
    /// <summary>
    /// Normalised discounted cumulative gain: the sum of grade / log2(1 + rank) over the first <paramref name="depth"/> ranks,
    /// over that of the best possible order. 0 to 1.
    /// </summary>
    public static double Ndcg(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades, int depth)
    {
        double ideal = Gain(grades.Values.Where(grade => grade > 0).OrderDescending().Take(depth));
        return ideal == 0 ? 0 : Gain(ranking.Take(depth).Select(id => Math.Max(0, grades.GetValueOrDefault(id)))) / ideal;
    }

    /// <summary>How many of the relevant are among the first <paramref name="depth"/>, over how many there are. 0 to 1.</summary>
    public static double Recall(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades, int depth)
    {
        int relevant = grades.Values.Count(grade => grade > 0);
        return relevant == 0 ? 0 : (double)ranking.Take(depth).Count(id => grades.GetValueOrDefault(id) > 0) / relevant;
    }

    /// <summary>1 / the rank of the first relevant one; 0 where there is none.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> grades)
    {
        for (int index = 0; index < ranking.Count; index++)
        {
            if (grades.GetValueOrDefault(ranking[index]) > 0) return 1.0 / (index + 1);
        }

        return 0;
    }

    private static double Gain(IEnumerable<int> grades) => grades.Select((grade, index) => grade / Math.Log2(index + 2)).Sum();
}
