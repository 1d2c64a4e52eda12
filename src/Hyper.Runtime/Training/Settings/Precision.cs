namespace Hyper.Runtime.Training.Settings;

/// <summary>The floating-point type of a run.</summary>
public enum Precision
{
    /// <summary>Single precision: the usual choice.</summary>
    Float32,

    /// <summary>Double precision: for comparisons with exact answers.</summary>
    Float64,
}
