namespace Hyper.Cluster.Ledger;

/// <summary>The studies, written at each change.</summary>
internal sealed class StudyIndexGrain([PersistentState("index", LedgerTerms.Storage)] IPersistentState<StudyIndex> state) : Grain, IStudyIndexGrain
{
    private const int MostClosed = 1_000;

    /// <inheritdoc/>
    public Task AddAsync(string study, string program)
    {
        var studies = state.State.Studies;
        return studies.FirstOrDefault(entry => entry.Study == study) switch
        {
            { IsClosed: false } => Task.CompletedTask,
            { } closed => WriteAsync([.. studies.Select(entry => entry == closed ? closed with { IsClosed = false } : entry)]),
            null => WriteAsync([.. studies, new StudyEntry(study, program, IsClosed: false)]),
        };
    }

    /// <inheritdoc/>
    public Task CloseAsync(string study)
    {
        List<StudyEntry> studies = [.. state.State.Studies.Select(entry => entry.Study == study ? entry with { IsClosed = true } : entry)];
        var tooMany = Math.Max(0, studies.Count(entry => entry.IsClosed) - MostClosed);
        return WriteAsync([.. studies.Where(entry => !entry.IsClosed || tooMany-- <= 0)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> OpenAsync(string program) =>
        Task.FromResult<IReadOnlyList<string>>([.. state.State.Studies.Where(entry => !entry.IsClosed && entry.Program == program).Select(entry => entry.Study)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> AllAsync() => Task.FromResult<IReadOnlyList<string>>([.. state.State.Studies.Select(entry => entry.Study)]);

    private async Task WriteAsync(IReadOnlyList<StudyEntry> studies)
    {
        try
        {
            state.State = new StudyIndex { Studies = studies };
            await state.WriteStateAsync().ConfigureAwait(true);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
