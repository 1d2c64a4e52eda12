using System.Globalization;
using Hyper.App.Records;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Tests.Support;
using Xunit.Abstractions;

namespace Hyper.Cluster.Tests.Chaos;

/// <summary>Whatever of a rack is killed, a search comes to what it comes to in one process.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static bool IsThorough => Environment.GetEnvironmentVariable("HYPERDSL_THOROUGH") == "1";

    [SkippableFact]
    public async Task Workers_the_silo_and_Redis_are_killed_and_every_record_is_there_once()
    {
        Skip.If(Rack.RedisServer is null, "There is no redis-server.");
        var (trials, kills) = IsThorough ? (200, 36) : (16, 4);
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["redis"]);
        string[] search = ["search", "SearchBlobs", "--set", string.Create(CultureInfo.InvariantCulture, $"Trials={trials}"), "--quiet", "--no-report"];
        await Cli.DoAsync(new HyperCluster(), [.. search, "--out", temp["alone"]]);

        await using var rack = await Rack.StartAsync(temp["redis"], workers: 4);
        var carried = Cli.RunAsync(new HyperCluster { Program = TestProgram.Start }, [.. search, "--out", temp["carried"], .. rack.Address]);
        var random = new Random(11);
        var (killed, story) = (0, new List<string>());
        for (; killed < kills && !carried.IsCompleted; killed++)
        {
            // The next kill comes when so many more units were begun: in the midst of one.
            var after = (killed + 1) * trials / (kills + 1);
            while (rack.Begun < after && !carried.IsCompleted)
            {
                await Task.Delay(50);
            }

            // Each kind at least once, workers most often.
            var what = killed < 3 ? killed : random.Next(6);
            story.Add($"{rack.Begun} begun, {Done(temp["carried"])} done: {(what == 1 ? "silo" : what == 2 ? "redis" : "worker")}");
            await (what switch
            {
                1 => rack.KillSiloAsync(),
                2 => rack.KillRedisAsync(),
                _ => rack.KillWorkerAsync(random.Next(4)),
            });
        }

        var said = await carried;
        story.Add($"{killed} kills, {rack.Begun} units begun for {trials} records");
        output.WriteLine(string.Join('\n', story));
        if (Environment.GetEnvironmentVariable("HYPERDSL_STORY") is { } file)
        {
            await File.WriteAllLinesAsync(file, story);
        }

        Assert.True(said.Code == 0, $"{said.Code}: {said.Errors}{string.Join('\n', story)}");
        Assert.Equal(kills, killed);
        SearchFolder.Same(temp["alone"], temp["carried"]);
        Assert.Equal(trials + 1, File.ReadAllLines(Path.Combine(temp["carried"], RunFiles.Trials)).Length);
    }

    private static int Done(string folder)
    {
        // The journal is its search's own while that lasts; the history has a line for each trial, too.
        var history = Path.Combine(folder, RunFiles.History);
        if (!File.Exists(history))
        {
            return 0;
        }

        using var file = new FileStream(history, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Length - 1;
    }
}
