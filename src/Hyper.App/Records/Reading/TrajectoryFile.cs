using Hyper.Runtime;

namespace Hyper.App.Records.Reading;

/// <summary><c>trajectory.safetensors</c>, read a point at a time.</summary>
internal sealed class TrajectoryFile
{
    private readonly TensorFile file;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HyperDslException">It cannot be read, or is no trajectory.</exception>
    public TrajectoryFile(string path)
    {
        file = new TensorFile(path);
        Steps = file.Numbers("steps");
        if (file.ShapeOf("unconstrained") is not [var points, var count] || points != Steps.Length)
        {
            throw new HyperDslException($"'{path}' cannot be read: it has {Steps.Length} steps and no row of coordinates for each.");
        }

        Count = count;
    }

    /// <summary>Steps after which the hyperparameters are known.</summary>
    public double[] Steps { get; }

    /// <summary>n, the number of values.</summary>
    public long Count { get; }

    /// <summary>The n unconstrained coordinates of a point.</summary>
    public double[] At(int point) => file.Numbers("unconstrained", point);
}
