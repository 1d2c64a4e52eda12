namespace Hyper.Generators.Model.Tables;

/// <summary>What is learned of a table.</summary>
internal enum TableTask
{
    /// <summary>One of several words.</summary>
    Classes,

    /// <summary>One number.</summary>
    Number,

    /// <summary>Several numbers.</summary>
    Numbers,

    /// <summary>Several categories of two words, each of which holds or not.</summary>
    Labels,
}
