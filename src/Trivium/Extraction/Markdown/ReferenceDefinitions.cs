using System.Text;

namespace Trivium.Extraction.Markdown;

/// <summary>
/// Tames link reference definitions, on which the parser takes quadratic time twice: it takes them off the front of a
/// paragraph one by one, copying the rest each time, and looks through all of the document's for each new one.
/// </summary>
internal static class ReferenceDefinitions
{
    /// <summary>100 lines of one paragraph: then an empty line parts it, which changes no definition.</summary>
    private const int RunMax = 100;

    /// <summary>5,000 in a document: what could be a further one is escaped and so stays text.</summary>
    private const int DefinitionsMax = 5_000;

    private const string Mark = "]:";

    public static string Tame(string text)
    {
        StringBuilder? tamed = null;
        var (run, total, copied) = (0, 0, 0);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            var line = text.AsSpan(start..end);
            var marks = line.Count(Mark);
            run = line.IsWhiteSpace() ? 0 : run + Math.Min(marks, 1);
            total += marks;
            if (marks > 0 && (run > RunMax || total > DefinitionsMax))
            {
                tamed ??= new StringBuilder(text.Length + 1024);
                tamed.Append(text.AsSpan(copied..start)).Append(run > RunMax ? "\n" : "");
                tamed.Append(total > DefinitionsMax ? line.ToString().Replace(Mark, "]\\:") : line.ToString());
                copied = end;
                run = run > RunMax ? 1 : run;
            }

            start = end;
        }

        return tamed is null ? text : tamed.Append(text.AsSpan(copied)).ToString();
    }
}
