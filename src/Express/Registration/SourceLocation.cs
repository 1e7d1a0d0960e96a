namespace Trivium.Express;

/// <summary>Where in the source something was registered.</summary>
/// <param name="FilePath">The source file.</param>
/// <param name="LineNumber">The line, from 1.</param>
public readonly record struct SourceLocation(string FilePath, int LineNumber)
{
    /// <summary>The file's name and the line: <c>Program.cs:12</c>.</summary>
    public override string ToString() => $"{Path.GetFileName(FilePath)}:{LineNumber}";
}
