using Hyper.Tables.Pictures;
using SkiaSharp;

namespace Hyper.Tables.Tests.OtherData;

public sealed class PictureFolderTests
{
    private static void Write(string path, int size, SKColor left, SKColor right)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var picture = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                picture.SetPixel(x, y, x < size / 2 ? left : right);
            }
        }

        using var stream = File.Create(path);
        picture.Encode(stream, SKEncodedImageFormat.Png, 100);
    }

    [Fact]
    public void A_folder_a_class_is_read_as_bytes()
    {
        using var folder = new TemporaryFolder();
        Write(folder["dogs/2.png"], 2, SKColors.Red, SKColors.Blue);
        Write(folder["cats/1.png"], 8, SKColors.White, SKColors.White);
        Write(folder["cats/3.PNG"], 2, SKColors.Black, SKColors.White);
        File.WriteAllText(folder["cats/notes.txt"], "no picture");

        using var read = PictureFolder.Load(folder.Path, width: 2, height: 2);

        Assert.Equal(["cats", "dogs"], read.Classes);
        Assert.Equal(["1.png", "3.PNG", "2.png"], read.Files.Select(Path.GetFileName));
        Assert.Equal([3, 3, 2, 2], read.Pictures.Inputs.shape);
        Assert.Equal([0, 0, 1], read.Pictures.Targets.data<long>().ToArray());
        byte[] bytes = read.Pictures.Inputs.data<byte>().ToArray();
        Assert.Equal(Enumerable.Repeat((byte)255, 12), bytes[..12]);
        Assert.Equal([0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255], bytes[12..24]);
        Assert.Equal([255, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 255], bytes[24..]);
        using var grey = PictureFolder.Load(folder.Path, 2, 2, channels: 1);
        Assert.Equal([76, 29, 76, 29], grey.Pictures.Inputs.data<byte>().ToArray()[8..]);
    }

    [Fact]
    public void A_damaged_picture_is_named()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a/1.png"], 64, SKColors.White, SKColors.Black);
        Write(folder["b/1.png"], 64, SKColors.White, SKColors.Black);
        File.WriteAllText(folder["b/2.png"], "no picture at all");

        Assert.Equal("'b/2.png' cannot be read as a picture (Unimplemented); remove it, or replace it.", Read.Fault(() => PictureFolder.Load(folder.Path, 4, 4), folder));
        byte[] bytes = File.ReadAllBytes(folder["b/1.png"]);
        File.WriteAllBytes(folder["b/2.png"], bytes[..^40]);
        Assert.Equal("'b/2.png' is damaged (IncompleteInput); remove it, or replace it.", Read.Fault(() => PictureFolder.Load(folder.Path, 4, 4), folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_is_one_message()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("There is no folder 'none'.", Read.Fault(() => PictureFolder.Load(folder["none"], 4, 4), folder));
        Directory.CreateDirectory(folder["a"]);
        Assert.EndsWith("has 1 folders; one for each class, and at least two, are expected.", Read.Fault(() => PictureFolder.Load(folder.Path, 4, 4), folder), StringComparison.Ordinal);
        Directory.CreateDirectory(folder["b"]);
        Assert.Equal("'a' has no picture; files that end with one of '.png', '.jpg', '.jpeg', '.bmp', '.gif', '.webp' are expected.", Read.Fault(() => PictureFolder.Load(folder.Path, 4, 4), folder));
        Assert.Equal("Pictures of 4×4 pixels and 2 channels were asked for; at least 1×1, and 1 or 3 channels, are expected.", Read.Fault(() => PictureFolder.Load(folder.Path, 4, 4, 2), folder));
    }
}
