namespace EmailAgent.Testing;

/// <summary>The source tree that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds EmailAgent.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "EmailAgent.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No EmailAgent.sln above {AppContext.BaseDirectory}.");
    }
}
