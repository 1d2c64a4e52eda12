using System.CommandLine;
using System.Globalization;
using Hyper.App;
using Hyper.App.Carrying;
using Hyper.Cluster.Clients;
using Hyper.Cluster.Commands;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Units;
using Hyper.Cluster.Workers;
using Hyper.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster;

/// <summary>
/// Has <c>search</c> take <c>--workers N</c>, which starts a ledger in memory and N workers by itself, and <c>--cluster ADDRESS</c>, which hands its trials to a
/// ledger that is there.
/// </summary>
public sealed class HyperCluster : IUnitCarrier
{
    private readonly Option<int?> workers = NumberOption.Whole("--workers", 1, "Trains so many trials at a time, each in a process of its own.");
    private readonly Option<string?> cluster = new("--cluster") { HelpName = "ADDRESS", Description = $"Has the workers of a ledger train the trials: {ClusterAddress.Forms}." };
    private readonly Option<int?> atATime = NumberOption.Whole("--at-a-time", 1, "Trials with the ledger of --cluster at a time. [default: 256]");
    private readonly ClusterOptions shared = new();

    /// <summary>How workers that the search starts itself start the program; null for the program that runs.</summary>
    public ProgramStart? Program { get; init; }

    /// <summary>What runs the units of workers that the search starts itself; null for processes of their own.</summary>
    internal IUnitRunner? Runner { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Option> SearchOptions => [workers, cluster, atATime, .. shared.All];

    /// <inheritdoc/>
    public async Task<ICarriage?> BeginAsync(ParseResult parsed, CarriageOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(order);
        var program = Program ?? ProgramStart.Own();
        var name = string.Create(CultureInfo.InvariantCulture, $"{order.Experiment.Name[(order.Experiment.Name.LastIndexOf('.') + 1)..]}-{Guid.NewGuid().ToString("N")[..8]}");
        switch (parsed.GetValue(workers), parsed.GetValue(cluster))
        {
            case (null, null):
                return null;
            case ({ } count, null):
                var own = await LedgerConnection.StartAsync(new LedgerOptions { Cluster = name }, services => AddWorkers(services, program, count), cancellation).ConfigureAwait(false);
                return new CarriedSearch(new StudyClient(own.Ledger, name), program.Name, order, count, own);
            case (null, { } address):
                var there = await LedgerConnection.ConnectAsync(ClusterAddress.Parse(address), shared.Name(parsed), shared.Certificate(parsed), _ => { }, cancellation).ConfigureAwait(false);
                return new CarriedSearch(new StudyClient(there.Ledger, name), program.Name, order, parsed.GetValue(atATime) ?? 256, there);
            default:
                throw new HyperDslException("--workers and --cluster are both given; one of them is expected. Workers of a ledger are started with 'hyper cluster worker'.");
        }
    }

    // Any unit fits into any of them, one at a time: whoever asks for four workers wants four trials under way.
    private void AddWorkers(IServiceCollection services, ProgramStart program, int count)
    {
        var runner = Runner ?? new ChildUnitRunner(program);
        for (var i = 1; i <= count; i++)
        {
            var options = new WorkerOptions
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"worker-{i}"),
                Program = program.Name,
                Room = new Resources(int.MaxValue, int.MaxValue, int.MaxValue),
                MostUnits = 1,
                IdleMost = TimeSpan.FromMilliseconds(200),
            };
            services.AddSingleton<IHostedService>(provider => new Worker(provider.GetRequiredService<IGrainFactory>(), options, runner, provider.GetRequiredService<ILogger<Worker>>()));
        }
    }
}
