namespace EmailAgent.Embedding.Tests;

public sealed class ModelFilesTests
{
    [Fact]
    public async Task Runtime_ThatIsMissingOrForAnotherMachine_CannotBeLoaded()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.False(ModelFiles.CanLoadRuntime(folder.FullName));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "libonnxruntime.so"), "not a library");

            Assert.False(ModelFiles.CanLoadRuntime(folder.FullName));
            Assert.True(ModelFiles.CanLoadRuntime(AppContext.BaseDirectory));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
