using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;
using Hyper.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Workers;

/// <summary>Leases units as long as there is room, runs them, renews, and reports what came of them. Any number of workers may look at one ledger.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="options">What the worker is, and has.</param>
/// <param name="runner">Runs the units.</param>
/// <param name="log">Receives what happens.</param>
public sealed class Worker(IGrainFactory ledger, WorkerOptions options, IUnitRunner runner, ILogger<Worker> log) : BackgroundService
{
    private static readonly TimeSpan idleLeast = TimeSpan.FromMilliseconds(50);

    // A worker that stops has no time for a ledger that is away: the lease expires by itself.
    private static readonly TimeSpan farewell = TimeSpan.FromSeconds(3);

    private readonly GpuPool gpus = new(options.Gpus);
    private readonly Dictionary<Task, Resources> running = [];
    private string? current;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WorkerLog.Begins(log, options.Name, options.Program, options.Room);
        var idle = idleLeast;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var leases = await LeaseAsync(stoppingToken).ConfigureAwait(false);
                foreach (var lease in leases)
                {
                    running.Add(Task.Run(() => RunAsync(lease, stoppingToken), CancellationToken.None), lease.Needs);
                }

                idle = leases.Count > 0 ? idleLeast : idle * 2 < options.IdleMost ? idle * 2 : options.IdleMost;
                using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var pause = Task.Delay(idle, woken.Token);
                await Task.WhenAny([pause, .. running.Keys]).ConfigureAwait(false);
                await woken.CancelAsync().ConfigureAwait(false);
                foreach (var task in running.Keys.Where(task => task.IsCompleted).ToList())
                {
                    running.Remove(task);
                    await task.ConfigureAwait(false);
                    idle = idleLeast;
                }
            }
        }
        finally
        {
            await Task.WhenAll(running.Keys).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<UnitLease>> LeaseAsync(CancellationToken stop)
    {
        var room = running.Values.Aggregate(options.Room, (left, taken) => left.Without(taken));
        var most = options.MostUnits - running.Count;
        if (most <= 0 || room.Processors < 0)
        {
            return [];
        }

        try
        {
            // The study of the last unit first: the index is asked when it has no more.
            var leases = current is null ? [] : await Study(current).LeaseAsync(options.Name, room, most).ConfigureAwait(false);
            if (leases.Count > 0)
            {
                return leases;
            }

            var last = current;
            current = null;
            foreach (var study in await ledger.GetGrain<IStudyIndexGrain>(0).OpenAsync(options.Program).ConfigureAwait(false))
            {
                leases = study == last ? [] : await Study(study).LeaseAsync(options.Name, room, most).ConfigureAwait(false);
                if (leases.Count > 0)
                {
                    current = study;
                    return leases;
                }

                // One that had nothing a moment ago is asked again next time.
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !stop.IsCancellationRequested)
        {
            WorkerLog.NoAnswer(log, problem.Message);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Nothing more is wanted.
        }

        return [];
    }

    private async Task RunAsync(UnitLease lease, CancellationToken stop)
    {
        WorkerLog.Takes(log, lease.Study, lease.Number, lease.Attempt);
        var taken = gpus.Take(lease.Needs.Gpus);
        try
        {
            using var drop = CancellationTokenSource.CreateLinkedTokenSource(stop);
            string? progress = null;
            var work = runner.RunAsync(lease, taken, line => Volatile.Write(ref progress, line), drop.Token);
            var isOurs = await KeepAsync(lease, work, () => Volatile.Read(ref progress), drop).ConfigureAwait(false);
            UnitEnd end;
            try
            {
                end = await work.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                end = new UnitEnd(null, AttemptEnd.GivenBack, "The worker stopped.");
            }
            catch (HyperDslException problem)
            {
                await ReportAsync(lease, new UnitEnd(null, AttemptEnd.GivenBack, problem.Message), farewell, CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            if (!isOurs)
            {
                WorkerLog.Ends(log, lease.Study, lease.Number, lease.Attempt, "not wanted any more");
                return;
            }

            await ReportAsync(lease, end, stop.IsCancellationRequested ? farewell : options.Patience, stop).ConfigureAwait(false);
        }
        finally
        {
            gpus.Return(taken);
        }
    }

    /// <summary>Renews until the work is over.</summary>
    /// <returns>Whether the unit is still this worker's.</returns>
    private async Task<bool> KeepAsync(UnitLease lease, Task work, Func<string?> progress, CancellationTokenSource drop)
    {
        while (true)
        {
            using var woken = new CancellationTokenSource();
            if (await Task.WhenAny(work, Task.Delay(lease.Time / 3, woken.Token)).ConfigureAwait(false) == work)
            {
                await woken.CancelAsync().ConfigureAwait(false);
                return true;
            }

            try
            {
                var answers = await Study(lease.Study).RenewAsync([new UnitRenewal(lease.Number, lease.Attempt, progress())]).ConfigureAwait(false);
                if (answers is not [RenewalAnswer.Renewed])
                {
                    await drop.CancelAsync().ConfigureAwait(false);
                    return false;
                }
            }
            catch (Exception problem)
            {
                // The work goes on: its record is worth the same when the ledger is back, unless somebody else has been given the unit.
                WorkerLog.NoAnswer(log, problem.Message);
            }
        }
    }

    private async Task ReportAsync(UnitLease lease, UnitEnd end, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            var answer = await Patience.CallAsync(
                () => end.Record is { } record
                    ? Study(lease.Study).CompleteAsync(lease.Number, lease.Attempt, record)
                    : Study(lease.Study).FailAsync(lease.Number, lease.Attempt, end.End, end.Words),
                patience,
                stop.IsCancellationRequested ? CancellationToken.None : stop).ConfigureAwait(false);
            WorkerLog.Ends(log, lease.Study, lease.Number, lease.Attempt, end.Record is null ? $"{end.End}: {end.Words}" : $"done, {answer}");
        }
        catch (Exception problem) when (problem is HyperDslException or OperationCanceledException)
        {
            WorkerLog.NoAnswer(log, problem.Message);
        }
    }

    private IStudyGrain Study(string name) => ledger.GetGrain<IStudyGrain>(name);
}
