using Spectre.Console;

namespace Trivium.LocalHost.CommandLine;

/// <summary>The console the program writes to: colours and the terminal's width for people, plain lines for a file or a pipe.</summary>
internal static class Terminal
{
    /// <summary>500 columns: nothing printed is wrapped where no terminal would show it.</summary>
    private const int RedirectedWidth = 500;

#pragma warning disable RS0030 // This is the command line.
    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = RedirectedWidth;
        return plain;
    }
#pragma warning restore RS0030
}
