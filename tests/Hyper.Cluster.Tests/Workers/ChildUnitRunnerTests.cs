using System.Diagnostics;
using Hyper.App.Tests.Support;
using Hyper.Cluster.Tests.Support;
using Hyper.Cluster.Units;
using Hyper.Cluster.Workers;
using Hyper.Runtime;

namespace Hyper.Cluster.Tests.Workers;

public sealed class ChildUnitRunnerTests
{
    [Fact]
    public async Task What_a_program_says_by_its_end_is_what_the_attempt_came_to()
    {
        Assert.Equal("a record", (await RunAsync("echo step 1; printf 'a record' > $5")).Record);
        Assert.Equal((AttemptEnd.Refused, "error: no such experiment"), Of(await RunAsync("echo error: no such experiment >&2; echo at somewhere >&2; exit 1")));
        Assert.Equal((AttemptEnd.Refused, "unknown option"), Of(await RunAsync("echo unknown option >&2; exit 2")));
        Assert.Equal(AttemptEnd.GivenBack, (await RunAsync("exit 130")).End);
        Assert.Equal(AttemptEnd.Refused, (await RunAsync("exit 0")).End);

        // Half a record of a process that was killed is none.
        var killed = await RunAsync("printf 'half a rec' > $5; echo last words >&2; kill -9 $$");
        Assert.Equal((null, AttemptEnd.Died, "The process ended with code 137 (signal 9). last words"), (killed.Record, killed.End, killed.Words));
    }

    [Fact]
    public async Task A_unit_sees_the_gpus_that_it_was_given()
    {
        Assert.Equal("0,2", (await RunAsync("printf \"$CUDA_VISIBLE_DEVICES\" > $5", ["0", "2"])).Record);
        Assert.Equal("none", (await RunAsync("printf \"${CUDA_VISIBLE_DEVICES-unset}none\" > $5", [])).Record);
    }

    [Fact]
    public async Task Progress_comes_line_by_line_and_long_errors_are_cut()
    {
        var lines = new List<string>();
        var end = await RunAsync("echo one; echo two; i=0; while [ $i -lt 2000 ]; do echo a line of words >&2; i=$((i+1)); done; echo error: the last >&2; exit 1", null, lines.Add);
        Assert.Equal(["one", "two"], lines);
        Assert.Equal("error: the last", end.Words);
    }

    [Fact]
    public async Task What_is_stopped_is_killed_with_all_that_it_has_started()
    {
        using var temp = new TempFolder();
        using var stop = new CancellationTokenSource();
        var end = await RunAsync($"sleep 1000 & echo $! > {temp["pid"]}; echo started; wait", null, _ => stop.Cancel(), stop.Token);
        Assert.Equal(AttemptEnd.GivenBack, end.End);
        Assert.False(Directory.Exists($"/proc/{(await File.ReadAllTextAsync(temp["pid"])).Trim()}") && IsAlive(int.Parse(await File.ReadAllTextAsync(temp["pid"]), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_program_that_does_not_start_is_an_error_of_the_worker()
    {
        var runner = new ChildUnitRunner(new ProgramStart("p", "/nowhere/program", []));
        Assert.Contains("cannot be started", (await Assert.ThrowsAsync<HyperDslException>(() => runner.RunAsync(Lease, null, _ => { }, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no program", Assert.Throws<HyperDslException>(() => ProgramStart.Of("/nowhere/program")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_ends_when_whoever_started_it_is_gone()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["spec.json"], """{ "version": 1, "experiment": "TuneSlowBlobs" }""");
        var start = TestProgram.Start.With("trial", "--spec", temp["spec.json"], "--out", temp["record.json"], "--tied");
        start.Environment["HYPERDSL_TEST_SLOWNESS"] = "100";
        using var child = Process.Start(start)!;
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        Assert.Equal(130, child.ExitCode);
        Assert.False(File.Exists(temp["record.json"]));
    }

    [Fact]
    public async Task A_run_says_how_far_it_is()
    {
        var lines = new List<string>();
        var lease = Lease with { Specification = """{ "version": 1, "experiment": "TuneBlobs", "settings": { "Steps": 100 } }""" };
        var end = await new ChildUnitRunner(TestProgram.Start).RunAsync(lease, null, lines.Add, CancellationToken.None);
        Assert.Contains("\"status\": \"finished\"", end.Record, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 10).Select(tenth => $"step {10 * tenth} of 100"), lines.Select(line => line.Split(',')[0]));
    }

    private static UnitLease Lease => new("study", 3, 1, "a specification", new Resources(1, 0, 0), TimeSpan.FromSeconds(30));

    // In place of a program: its arguments are trial, --spec, FILE, --out, FILE, --tied.
    private static async Task<UnitEnd> RunAsync(string script, IReadOnlyList<string>? gpus = null, Action<string>? progress = null, CancellationToken stop = default)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp["program.sh"], script + "\n", CancellationToken.None);
        return await new ChildUnitRunner(new ProgramStart("p", "/bin/sh", [temp["program.sh"]])).RunAsync(Lease, gpus, progress ?? (_ => { }), stop);
    }

    private static (AttemptEnd, string) Of(UnitEnd end) => (end.End, end.Words);

    private static bool IsAlive(int process)
    {
        // A process that is dead and that nobody has waited for still has a folder.
        var state = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1];
        return state[0] != 'Z';
    }
}
