using Hyper.Cluster.Ledger;
using Hyper.Cluster.Units;

namespace Hyper.Cluster.Tests.Support;

/// <summary>A study in memory; it can be told to fail.</summary>
internal sealed class MemoryStore : IStudyStore
{
    private readonly Dictionary<int, StudyLot> lots = [];
    private readonly Dictionary<int, UnitCourse> courses = [];
    private StudyHeader? header;

    /// <summary>Decides whether a write fails, given what it is of.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>Decides whether a write that was done is told as one that failed.</summary>
    public Func<string, bool> FailsAfterwards { get; set; } = _ => false;

    /// <summary>Writes of courses so far.</summary>
    public int Writes { get; private set; }

    public Task<StudyHeader?> ReadHeaderAsync() => Task.FromResult(header);

    public Task WriteHeaderAsync(StudyHeader header) => WriteAsync("header", () => this.header = header);

    public Task<StudyLot> ReadLotAsync(int lot) => Task.FromResult(lots[lot]);

    public Task WriteLotAsync(int lot, StudyLot units) => WriteAsync("lot", () => lots[lot] = units);

    public Task<UnitCourse?> ReadCourseAsync(int number) => Task.FromResult(courses.GetValueOrDefault(number));

    public Task WriteCourseAsync(int number, UnitCourse course) => WriteAsync("course", () =>
    {
        courses[number] = course;
        Writes++;
    });

    private async Task WriteAsync(string what, Action write)
    {
        await Task.Yield();
        if (Fails(what))
        {
            throw new IOException("The storage is gone.");
        }

        write();
        if (FailsAfterwards(what))
        {
            throw new IOException("The storage does not answer.");
        }
    }
}
