using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hyper.Cluster.Units;

namespace Hyper.Cluster.Ledger;

/// <summary>A unit in the memory of the book. Once it is over neither specification nor record lies there: a study of many is mostly over.</summary>
internal sealed class BookedUnit(PlannedUnit plan)
{
    /// <summary>What it needs.</summary>
    public Resources Needs { get; } = plan.Needs;

    /// <summary>Tells its specification from others.</summary>
    public UInt128 Fingerprint { get; } = FingerprintOf(plan);

    /// <summary>What <c>trial --spec</c> takes; null once it is over.</summary>
    public string? Specification { get; private set; } = plan.Specification;

    /// <summary>What has become of it, without its record.</summary>
    public UnitCourse Course { get; private set; } = new();

    /// <summary>Tells a plan from others.</summary>
    public static UInt128 FingerprintOf(PlannedUnit plan) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(plan.Specification.AsSpan()));

    /// <summary>Takes over what has become of it.</summary>
    public void Become(UnitCourse course)
    {
        Course = course with { Record = null };
        if (course.IsOver())
        {
            Specification = null;
        }
    }
}
