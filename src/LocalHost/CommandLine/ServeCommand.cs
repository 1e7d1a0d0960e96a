using System.CommandLine;
using Spectre.Console;
using Trivium.LocalHost.FirstRun;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.CommandLine;

/// <summary>The command line without arguments: start the host, introduce it on a first run, serve until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>The exit code of a host that could not start.</summary>
    private const int StartFailed = 1;

    public static RootCommand Create(IAnsiConsole console)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 for any free one.",
            DefaultValueFactory = _ => LocalHostOptions.PortDefault,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int value) || value is < 0 or > 65535))
            {
                result.AddError($"--port takes a number from 0 to 65535, not '{result.Tokens[0].Value}'.");
            }
        });
        var data = new Option<string>("--data")
        {
            Description = "The folder everything is stored in.",
            DefaultValueFactory = _ => LocalHostOptions.DataDefault,
        };
        var noSeeds = new Option<bool>("--no-seeds")
        {
            Description = "Leave an empty data directory empty instead of ingesting the sample documents.",
        };
        var durability = new Option<HostDurability>("--durability")
        {
            Description = "What an acknowledged write survives: 'disk' a power failure, 'process' (faster) only the end of this process.",
            DefaultValueFactory = _ => HostDurability.Disk,
        };

        var root = new RootCommand("Trivium on this machine: documents in, SQL, search and documents out.") { port, data, noSeeds, durability };
        root.Subcommands.Add(VerifyCommand.Create(console));
        root.Subcommands.Add(EvalCommand.Create(console));
        root.SetAction((arguments, stop) => RunAsync(
            new LocalHostOptions
            {
                Port = arguments.GetValue(port),
                Data = arguments.GetValue(data)!,
                Seeds = !arguments.GetValue(noSeeds),
                Durability = arguments.GetValue(durability),
            },
            console,
            stop));
        return root;
    }

    private static async Task<int> RunAsync(LocalHostOptions options, IAnsiConsole console, CancellationToken stop)
    {
        try
        {
            await using LocalApp app = await LocalApp.StartAsync(options, stop);
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Stopping);
            try
            {
                await Introduction.RunAsync(app, options, console, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Ctrl-C while the samples were being ingested: the next start goes on with them.
            }

            await app.WaitForShutdownAsync(stop);
            return 0;
        }
        catch (StartupException failure)
        {
            console.MarkupLineInterpolated($"[red]{failure.Message}[/]");
            return StartFailed;
        }
    }
}
