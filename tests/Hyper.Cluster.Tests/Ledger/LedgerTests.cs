using Hyper.Cluster.Clients;
using Hyper.Cluster.Hosting;
using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;
using Hyper.Runtime;

namespace Hyper.Cluster.Tests.Ledger;

/// <summary>The grains, in a silo of this process.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private static readonly Resources large = new(8, 8_000, 0);

    private LedgerConnection connection = null!;

    public async Task InitializeAsync() =>
        connection = await LedgerConnection.StartAsync(new LedgerOptions { Cluster = Guid.NewGuid().ToString("N") }, _ => { }, CancellationToken.None);

    public Task DisposeAsync() => connection.DisposeAsync().AsTask();

    [Fact]
    public async Task A_study_goes_from_plan_to_records()
    {
        var client = new StudyClient(connection.Ledger, "first");
        await client.SubmitAsync("program", [.. Enumerable.Range(0, 1_200).Select(number => new PlannedUnit(number, $"unit {number}", new Resources(1, 0, 0)))], isLast: true);
        Assert.Equal(["first"], await Index.OpenAsync("program"));
        Assert.Empty(await Index.OpenAsync("another"));

        var study = connection.Ledger.GetGrain<IStudyGrain>("first");
        var leases = await study.LeaseAsync("worker", new Resources(2_000, 0, 0), 2_000);
        Assert.Equal(Enumerable.Range(0, 1_200), leases.Select(lease => lease.Number));
        foreach (var lease in leases)
        {
            Assert.Equal(EndAnswer.Taken, await study.CompleteAsync(lease.Number, lease.Attempt, $"record {lease.Number}"));
        }

        var records = new List<string?>();
        await foreach (var outcome in client.WaitAsync(Enumerable.Range(0, 1_200)))
        {
            records.Add(outcome.Record);
        }

        Assert.Equal(Enumerable.Range(0, 1_200).Select(number => $"record {number}"), records);
        Assert.Empty(await Index.OpenAsync("program"));
        Assert.Equal(["first"], await Index.AllAsync());
    }

    [Fact]
    public async Task Whoever_waits_is_told_as_soon_as_a_unit_is_over()
    {
        var client = new StudyClient(connection.Ledger, "waited-for");
        await client.SubmitAsync("program", [new PlannedUnit(0, "unit", default)], isLast: true);
        var study = connection.Ledger.GetGrain<IStudyGrain>("waited-for");
        var waiting = study.OutcomesAsync([0], TimeSpan.FromSeconds(20));

        // The grain is not held up by it.
        var lease = Assert.Single(await study.LeaseAsync("worker", large, 1));
        Assert.False(waiting.IsCompleted);
        await study.CompleteAsync(0, lease.Attempt, "record");
        Assert.Equal("record", Assert.Single(await waiting).Record);
    }

    [Fact]
    public async Task Other_units_under_the_same_name_are_refused()
    {
        var client = new StudyClient(connection.Ledger, "twice");
        await client.SubmitAsync("program", [new PlannedUnit(0, "unit", default)], isLast: true);
        await client.SubmitAsync("program", [new PlannedUnit(0, "unit", default)], isLast: true);
        var problem = await Assert.ThrowsAsync<HyperDslException>(() => client.SubmitAsync("program", [new PlannedUnit(0, "other", default)], isLast: true));
        Assert.Contains("Give the new study another name.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_that_there_is_not_has_no_status()
    {
        var client = new StudyClient(connection.Ledger, "nothing");
        Assert.Null(await client.StatusAsync());
        Assert.Empty(await client.NumbersAsync());
        Assert.Null(await client.AttemptsAsync(3));
        await client.CancelAsync();
        Assert.Null(await client.StatusAsync());
    }

    private IStudyIndexGrain Index => connection.Ledger.GetGrain<IStudyIndexGrain>(0);
}
