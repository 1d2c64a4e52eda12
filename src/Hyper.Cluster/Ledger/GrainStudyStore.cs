using System.Globalization;
using Hyper.Cluster.Units;
using Orleans.Storage;

namespace Hyper.Cluster.Ledger;

/// <summary>A study in Orleans' grain storage: in memory, Redis or PostgreSQL.</summary>
/// <param name="storage">Where to.</param>
/// <param name="study">The study.</param>
internal sealed class GrainStudyStore(IGrainStorage storage, string study) : IStudyStore
{
    // Each kind has a name of its own: of the key, a relational storage keeps the name and not the kind of the grain.
    private const string Header = "study";
    private const string Lot = "lot";
    private const string Unit = "unit";

    // The tag of what was written last: another activation of the same study, should there ever be two, is refused by it.
    private readonly Dictionary<int, GrainState<UnitCourse>> courses = [];
    private readonly GrainState<StudyHeader> header = new();

    /// <inheritdoc/>
    public async Task<StudyHeader?> ReadHeaderAsync()
    {
        await storage.ReadStateAsync(Header, HeaderId, header).ConfigureAwait(true);
        return header.RecordExists ? header.State : null;
    }

    /// <inheritdoc/>
    public async Task WriteHeaderAsync(StudyHeader header)
    {
        this.header.State = header;
        await storage.WriteStateAsync(Header, HeaderId, this.header).ConfigureAwait(true);
    }

    /// <inheritdoc/>
    public async Task<StudyLot> ReadLotAsync(int lot)
    {
        var state = new GrainState<StudyLot>();
        await storage.ReadStateAsync(Lot, LotId(lot), state).ConfigureAwait(true);
        return state is { RecordExists: true, State: { } found } ? found : new StudyLot();
    }

    /// <inheritdoc/>
    public async Task WriteLotAsync(int lot, StudyLot units)
    {
        // What a crash may have left is read for its tag.
        var state = new GrainState<StudyLot>();
        await storage.ReadStateAsync(Lot, LotId(lot), state).ConfigureAwait(true);
        state.State = units;
        await storage.WriteStateAsync(Lot, LotId(lot), state).ConfigureAwait(true);
    }

    /// <inheritdoc/>
    public async Task<UnitCourse?> ReadCourseAsync(int number)
    {
        var state = new GrainState<UnitCourse>();
        await storage.ReadStateAsync(Unit, UnitId(number), state).ConfigureAwait(true);
        if (!state.RecordExists)
        {
            return null;
        }

        Keep(number, state);
        return state.State;
    }

    /// <inheritdoc/>
    public async Task WriteCourseAsync(int number, UnitCourse course)
    {
        var state = courses.GetValueOrDefault(number) ?? new GrainState<UnitCourse>();
        state.State = course;
        await storage.WriteStateAsync(Unit, UnitId(number), state).ConfigureAwait(true);
        Keep(number, state);
    }

    // Of one that is over nothing more is written; its record need not lie in memory.
    private void Keep(int number, GrainState<UnitCourse> state)
    {
        if (state.State is null || state.State.IsOver())
        {
            courses.Remove(number);
        }
        else
        {
            courses[number] = state;
        }
    }

    private GrainId HeaderId => GrainId.Create("hyperdsl-study", study);

    private GrainId LotId(int lot) => GrainId.Create("hyperdsl-lot", string.Create(CultureInfo.InvariantCulture, $"{study}/{lot}"));

    private GrainId UnitId(int number) => GrainId.Create("hyperdsl-unit", string.Create(CultureInfo.InvariantCulture, $"{study}/{number}"));
}
