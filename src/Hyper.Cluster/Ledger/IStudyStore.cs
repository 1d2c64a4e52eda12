using Hyper.Cluster.Units;

namespace Hyper.Cluster.Ledger;

/// <summary>Where a study is written: each unit under a key of its own, so that a transition costs the same in a study of ten and of a hundred thousand.</summary>
internal interface IStudyStore
{
    /// <summary>Reads the header; null where there is no such study yet.</summary>
    Task<StudyHeader?> ReadHeaderAsync();

    /// <summary>Writes the header.</summary>
    Task WriteHeaderAsync(StudyHeader header);

    /// <summary>Reads a lot of units.</summary>
    Task<StudyLot> ReadLotAsync(int lot);

    /// <summary>Writes a lot of units; one that a crash has left without its header is written over.</summary>
    Task WriteLotAsync(int lot, StudyLot units);

    /// <summary>Reads what has become of a unit; null where nothing has.</summary>
    Task<UnitCourse?> ReadCourseAsync(int number);

    /// <summary>Writes what has become of a unit.</summary>
    Task WriteCourseAsync(int number, UnitCourse course);
}
