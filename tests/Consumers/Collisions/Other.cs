namespace Shop
{
    public sealed class Dataset;
    public enum Algorithm { Quick }
    public enum Precision { Cent }
    public sealed class Trial;
    public enum Scale { Kitchen }
    public enum Keep { Cool }
}
