using Hyper.Generators.Model;

namespace Hyper.Generators.Incremental;

/// <summary>As <see cref="ClassKey"/>, for what depends on the bodies of the class's own methods as well.</summary>
/// <param name="Class">The key of the class, with what its bodies name.</param>
/// <param name="Parts">The fingerprints, bodies included, of all files that can hold a part of the class.</param>
internal sealed record BodyKey(ClassKey Class, EquatableArray<string> Parts);
