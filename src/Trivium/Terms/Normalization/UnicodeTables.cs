using System.Globalization;
using System.Text;

namespace Trivium.Terms.Normalization;

/// <summary>The data of <c>unicode-nfkc.txt</c>, read once.</summary>
internal sealed class UnicodeTables
{
    private static readonly Lazy<UnicodeTables> Loaded = new(Load);

    private readonly Dictionary<int, int[]> decompositions = [];
    private readonly Dictionary<int, int> combiningClasses = [];
    private readonly Dictionary<(int, int), int> composites = [];

    public static UnicodeTables Shared => Loaded.Value;

    public bool TryDecompose(int codePoint, out int[] decomposition) =>
        decompositions.TryGetValue(codePoint, out decomposition!);

    public int CombiningClass(int codePoint) => combiningClasses.GetValueOrDefault(codePoint);

    public bool TryCompose(int first, int second, out int composite) =>
        composites.TryGetValue((first, second), out composite);

    private static UnicodeTables Load()
    {
        var tables = new UnicodeTables();
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream("unicode-nfkc.txt")
            ?? throw new InvalidOperationException("The resource unicode-nfkc.txt is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            tables.Add(line.Split(' '));
        return tables;
    }

    private void Add(string[] fields)
    {
        switch (fields[0])
        {
            case "D":
                decompositions.Add(Hex(fields[1]), Array.ConvertAll(fields[2..], Hex));
                break;
            case "K":
                combiningClasses.Add(Hex(fields[1]), int.Parse(fields[2], CultureInfo.InvariantCulture));
                break;
            case "C":
                composites.Add((Hex(fields[1]), Hex(fields[2])), Hex(fields[3]));
                break;
            case "#":
                break;
            default:
                throw new InvalidOperationException($"Unknown line kind '{fields[0]}' in unicode-nfkc.txt.");
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
