using Hyper.Cluster.Units;

namespace Hyper.Cluster.Ledger;

/// <summary>
/// The book of a study: who has which unit, and what came of it. Every transition is written before it is told, and before it is true here: where writing
/// fails nothing has happened, as far as anybody knows, and the book is to be opened anew.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="store">Where it is written.</param>
/// <param name="terms">The numbers that it goes by.</param>
internal sealed class StudyBook(string study, IStudyStore store, LedgerTerms terms)
{
    // Reads and writes under way at a time.
    private const int Width = 128;

    private readonly Dictionary<int, BookedUnit> units = [];
    private readonly WaitingUnits waiting = new();
    private readonly LeasedUnits leased = new();
    private readonly int[] counts = new int[Enum.GetValues<UnitState>().Length];
    private StudyHeader? header;
    private TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int lostAttempts;

    /// <summary>Whether no unit is with a worker.</summary>
    public bool IsIdle => leased.Count == 0;

    /// <summary>Whether nothing more becomes of it: no unit is open, and none will come.</summary>
    public bool IsOver => header is { IsClosed: true } && counts[(int)UnitState.Waiting] == 0 && leased.Count == 0;

    /// <summary>The program that runs its units; null before there is any.</summary>
    public string? Program => header?.Program;

    /// <summary>Completed when a unit is over; another one takes its place each time.</summary>
    public Task NextEnd => ended.Task;

    private DateTimeOffset Now => terms.Clock.GetUtcNow();

    /// <summary>Reads what is written. Each lease has its whole time again: renewals were not written, and its worker may well be at work.</summary>
    public async Task OpenAsync()
    {
        header = await store.ReadHeaderAsync().ConfigureAwait(true);
        for (var lot = 0; lot < (header?.Lots ?? 0); lot++)
        {
            var plan = await store.ReadLotAsync(lot).ConfigureAwait(true);
            foreach (var part in plan.Units.Chunk(Width))
            {
                var courses = await Task.WhenAll(part.Select(unit => store.ReadCourseAsync(unit.Number))).ConfigureAwait(true);
                foreach (var (unit, course) in part.Zip(courses))
                {
                    Add(unit);
                    if (course is not null)
                    {
                        Apply(unit.Number, course.State == UnitState.Leased ? course with { Until = Now + terms.Lease } : course);
                    }
                }
            }
        }
    }

    /// <summary>Adds units. Those that are there already are not added again.</summary>
    /// <param name="program">The program that runs them.</param>
    /// <param name="plan">The units.</param>
    /// <param name="isLast">Whether no more come.</param>
    /// <returns>Why they cannot be added; null where they are.</returns>
    public async Task<string?> SubmitAsync(string program, IReadOnlyList<PlannedUnit> plan, bool isLast)
    {
        if (header is not null && header.Program != program)
        {
            return $"The study '{study}' is of the program '{header.Program}', and units of '{program}' are handed in. Give the new one another name.";
        }

        if (plan.FirstOrDefault(unit => units.TryGetValue(unit.Number, out var known) && known.Fingerprint != BookedUnit.FingerprintOf(unit)) is { } other)
        {
            return FormattableString.Invariant($"The study '{study}' has unit {other.Number} with another specification. Give the new study another name.");
        }

        if (plan.GroupBy(unit => unit.Number).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return FormattableString.Invariant($"Unit {twice.Key} is handed in twice.");
        }

        List<PlannedUnit> added = [.. plan.Where(unit => !units.ContainsKey(unit.Number))];
        if (added.Count > 0 && header is { IsCancelled: true })
        {
            return $"The study '{study}' was cancelled. Give the new one another name.";
        }

        var next = (header ?? new StudyHeader { Program = program }) with { IsClosed = isLast || header is { IsClosed: true } && added.Count == 0 };
        if (added.Count > 0)
        {
            await store.WriteLotAsync(next.Lots, new StudyLot { Units = added }).ConfigureAwait(true);
            next = next with { Lots = next.Lots + 1 };
        }

        if (next != header)
        {
            await store.WriteHeaderAsync(next).ConfigureAwait(true);
            header = next;
        }

        added.ForEach(Add);
        return null;
    }

    /// <summary>Gives a worker the first waiting units that it has room for; each is a new attempt.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="room">What it has.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<UnitLease>> LeaseAsync(string worker, Resources room, int most)
    {
        await ExpireAsync().ConfigureAwait(true);
        var until = Now + terms.Lease;
        var (numbers, taken) = (new HashSet<int>(), new List<(int Number, UnitCourse Course)>());
        while (taken.Count < most && waiting.First(room, numbers) is { } number)
        {
            numbers.Add(number);
            var unit = units[number];
            room = room.Without(unit.Needs);
            taken.Add((number, unit.Course with { State = UnitState.Leased, Attempt = unit.Course.Attempt + 1, Worker = worker, Until = until }));
        }

        await WriteAsync(taken).ConfigureAwait(true);
        return [.. taken.Select(one => new UnitLease(study, one.Number, one.Course.Attempt, units[one.Number].Specification!, units[one.Number].Needs, terms.Lease))];
    }

    /// <summary>Prolongs leases. Nothing is written: after a crash each has its whole time again.</summary>
    public IReadOnlyList<RenewalAnswer> Renew(IReadOnlyList<UnitRenewal> renewals) => [.. renewals.Select(renewal =>
    {
        if (!units.TryGetValue(renewal.Number, out var unit) || unit.Course.Attempt != renewal.Attempt)
        {
            return RenewalAnswer.Lost;
        }

        if (unit.Course.State != UnitState.Leased)
        {
            return unit.Course.State == UnitState.Cancelled ? RenewalAnswer.Cancelled : RenewalAnswer.Lost;
        }

        leased.Renew(renewal.Number, Now + terms.Lease, renewal.Progress);
        return RenewalAnswer.Renewed;
    })];

    /// <summary>Takes a unit's record.</summary>
    public async Task<EndAnswer> CompleteAsync(int number, int attempt, string record)
    {
        if (!units.TryGetValue(number, out var unit) || unit.Course.Attempt != attempt)
        {
            return EndAnswer.Refused;
        }

        if (unit.Course.State != UnitState.Leased)
        {
            return unit.Course.State == UnitState.Done ? EndAnswer.TakenBefore : EndAnswer.Refused;
        }

        await WriteAsync([(number, unit.Course with { State = UnitState.Done, Record = record })]).ConfigureAwait(true);
        return EndAnswer.Taken;
    }

    /// <summary>Takes note of an attempt that ended without a record.</summary>
    public async Task<EndAnswer> FailAsync(int number, int attempt, AttemptEnd end, string words)
    {
        if (!units.TryGetValue(number, out var unit) || unit.Course.Attempt != attempt)
        {
            return EndAnswer.Refused;
        }

        if (unit.Course.State != UnitState.Leased)
        {
            return unit.Course.Ended is [.., var last] && last.Number == attempt && last.End == end ? EndAnswer.TakenBefore : EndAnswer.Refused;
        }

        await WriteAsync([(number, Without(unit.Course, end, words))]).ConfigureAwait(true);
        return EndAnswer.Taken;
    }

    /// <summary>Ends leases whose time is over: their units wait again.</summary>
    public async Task ExpireAsync()
    {
        List<(int, UnitCourse)> over = [.. leased.Over(Now).Select(number => (
            number,
            Without(units[number].Course, AttemptEnd.Expired, FormattableString.Invariant($"Nothing was heard of {units[number].Course.Worker} for {terms.Lease.TotalSeconds} s."))))];
        await WriteAsync(over).ConfigureAwait(true);
    }

    /// <summary>Ends every unit that is open. Workers that have one hear of it when they renew.</summary>
    public async Task CancelAsync()
    {
        if (header is null)
        {
            return;
        }

        header = header with { IsClosed = true, IsCancelled = true };
        await store.WriteHeaderAsync(header).ConfigureAwait(true);
        List<(int, UnitCourse)> open = [.. units.Where(one => !one.Value.Course.IsOver()).Select(one => (one.Key, one.Value.Course with { State = UnitState.Cancelled, Failure = "The study was cancelled." }))];
        await WriteAsync(open).ConfigureAwait(true);
    }

    /// <summary>What came of those of certain units that are over.</summary>
    public async Task<IReadOnlyList<UnitOutcome>> OutcomesAsync(IReadOnlyList<int> numbers)
    {
        var outcomes = new List<UnitOutcome>();
        foreach (var part in numbers.Where(number => units.TryGetValue(number, out var unit) && unit.Course.IsOver()).Chunk(Width))
        {
            var courses = await Task.WhenAll(part.Select(number => store.ReadCourseAsync(number))).ConfigureAwait(true);
            outcomes.AddRange(part.Zip(courses).Where(pair => pair.Second is not null).Select(pair =>
                new UnitOutcome(pair.First, pair.Second!.State, pair.Second.Record, pair.Second.Failure, pair.Second.Deaths() >= terms.Deaths)));
        }

        return outcomes;
    }

    /// <summary>The attempts at a unit that ended without a record; null where there is no such unit.</summary>
    public IReadOnlyList<UnitAttempt>? AttemptsAt(int number) => units.GetValueOrDefault(number)?.Course.Ended;

    /// <summary>The numbers of the units, in order.</summary>
    public IReadOnlyList<int> Numbers() => [.. units.Keys.Order()];

    /// <summary>How far it is; null where there is no such study.</summary>
    public StudyStatus? Status() => header is null ? null : new StudyStatus
    {
        Study = study,
        Program = header.Program,
        IsOpen = !header.IsClosed,
        Waiting = counts[(int)UnitState.Waiting],
        Leased = counts[(int)UnitState.Leased],
        Done = counts[(int)UnitState.Done],
        Failed = counts[(int)UnitState.Failed],
        Cancelled = counts[(int)UnitState.Cancelled],
        LostAttempts = lostAttempts,
        Now = [.. leased.All.Select(one => new LeasedUnit(one.Number, units[one.Number].Course.Attempt, units[one.Number].Course.Worker, one.Progress))],
    };

    private UnitCourse Without(UnitCourse course, AttemptEnd end, string words)
    {
        var next = course with { State = UnitState.Waiting, Ended = [.. course.Ended, new UnitAttempt(course.Attempt, course.Worker, Now, end, words)] };
        return end == AttemptEnd.Refused ? next with { State = UnitState.Failed, Failure = words }
            : next.Deaths() >= terms.Deaths ? next with { State = UnitState.Failed, Failure = FormattableString.Invariant($"{terms.Deaths} attempts ended with a death; the last one: {words}") }
            : next;
    }

    private async Task WriteAsync(IReadOnlyList<(int Number, UnitCourse Course)> transitions)
    {
        foreach (var part in transitions.Chunk(Width))
        {
            await Task.WhenAll(part.Select(one => store.WriteCourseAsync(one.Number, one.Course))).ConfigureAwait(true);
            foreach (var (number, course) in part)
            {
                Apply(number, course);
            }
        }
    }

    private void Add(PlannedUnit plan)
    {
        if (units.TryAdd(plan.Number, new BookedUnit(plan)))
        {
            counts[(int)UnitState.Waiting]++;
            waiting.Add(plan.Number, plan.Needs);
        }
    }

    private void Apply(int number, UnitCourse course)
    {
        var unit = units[number];
        counts[(int)unit.Course.State]--;
        counts[(int)course.State]++;
        lostAttempts += course.Ended.Count - unit.Course.Ended.Count;
        waiting.Remove(number, unit.Needs);
        leased.Remove(number);
        unit.Become(course);
        if (course.State == UnitState.Waiting)
        {
            waiting.Add(number, unit.Needs);
        }
        else if (course.State == UnitState.Leased)
        {
            leased.Add(number, course.Until);
        }
        else
        {
            var told = ended;
            ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }
    }
}
