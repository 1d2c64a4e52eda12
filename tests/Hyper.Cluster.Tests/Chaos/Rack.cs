using System.Globalization;
using Hyper.Cluster.Tests.Support;

namespace Hyper.Cluster.Tests.Chaos;

/// <summary>A Redis, a silo and workers, each a process of its own; any of them is killed without a warning, and started again.</summary>
internal sealed class Rack : IAsyncDisposable
{
    private readonly string folder;
    private readonly Child?[] workers;
    private readonly string redisPort = Text(Ports.Free());
    private readonly string siloPort = Text(Ports.Free());
    private readonly string gatewayPort = Text(Ports.Free());
    private Child? redis;
    private Child? silo;
    private int started;

    private Rack(string folder, int workers) => (this.folder, this.workers) = (folder, new Child?[workers]);

    /// <summary>Where Debian has the server; null where there is none.</summary>
    public static string? RedisServer { get; } = ((string[])["/usr/bin/redis-server", "/usr/local/bin/redis-server"]).FirstOrDefault(File.Exists);

    /// <summary>The ledger, for clients.</summary>
    public IReadOnlyList<string> Address => ["--cluster", $"127.0.0.1:{gatewayPort}", "--cluster-name", "rack"];

    /// <summary>Units that workers have begun.</summary>
    public int Begun => workers.OfType<Child>().Sum(worker => worker.Said.Split(": begins").Length - 1) + begunByTheDead;

    private int begunByTheDead;

    /// <summary>Starts all of it.</summary>
    public static async Task<Rack> StartAsync(string folder, int workers)
    {
        var rack = new Rack(folder, workers);
        await rack.StartRedisAsync();
        await rack.StartSiloAsync();
        for (var i = 0; i < workers; i++)
        {
            await rack.StartWorkerAsync(i);
        }

        return rack;
    }

    /// <summary>Kills a worker, and starts another in its place.</summary>
    public async Task KillWorkerAsync(int which)
    {
        begunByTheDead += workers[which]!.Said.Split(": begins").Length - 1;
        await EndAsync(workers[which]!);
        workers[which] = null;
        await StartWorkerAsync(which);
    }

    /// <summary>Kills the silo, and starts another at the same ports.</summary>
    public async Task KillSiloAsync()
    {
        await EndAsync(silo!);
        silo = null;
        await StartSiloAsync();
    }

    /// <summary>Kills Redis, and starts it again on the file that it left.</summary>
    public async Task KillRedisAsync()
    {
        await EndAsync(redis!);
        redis = null;
        await StartRedisAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var child in (Child?[])[.. workers, silo, redis])
        {
            child?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task EndAsync(Child child)
    {
        await child.KillAsync();
        child.Dispose();
    }

    private async Task StartRedisAsync() => redis = await Child.StartAsync(
        RedisServer!,
        ["--port", redisPort, "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""],
        "Ready to accept connections");

    private async Task StartSiloAsync() => silo = await StartAsync(
        ["cluster", "up", "--storage", $"redis:127.0.0.1:{redisPort}", "--silo-port", siloPort, "--gateway-port", gatewayPort, "--cluster-name", "rack", "--lease", "6"], "up at ");

    private async Task StartWorkerAsync(int which) => workers[which] = await StartAsync(
        ["cluster", "worker", .. Address, "--program", TestProgram.Start.Arguments[^1], "--units", "1", "--name", $"worker-{which}-{++started}"], "");

    private static Task<Child> StartAsync(IReadOnlyList<string> arguments, string awaited) => Child.StartAsync(TestProgram.Start.File, [.. TestProgram.Start.Arguments, .. arguments], awaited);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
