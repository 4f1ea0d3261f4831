namespace EmailAgent.Testing;

/// <summary>
/// A server whose Debian package cannot be installed beside another: <c>./test</c> unpacks it into a folder of its own
/// (scripts/packages.sh, <c>unpack_packages</c>), from where it runs with its own libraries.
/// </summary>
internal sealed record UnpackedPeer(string Name, string Program)
{
    /// <summary>Where the packages' files are, as if this were the root.</summary>
    public string Root => Path.Combine(Repository.Root, "artifacts", "peers", Name.ToLowerInvariant());

    /// <summary>Why tests that need it are skipped, or null when it is there.</summary>
    public string? Missing => File.Exists(Path.Combine(Root, Program)) ? null : $"{Name}: not unpacked in artifacts/peers (./test does it)";

    /// <summary>A line of shell that lets its programs find their libraries.</summary>
    public string Libraries => $"export LD_LIBRARY_PATH='{Root}/usr/lib/x86_64-linux-gnu:{Root}/usr/lib/aarch64-linux-gnu:{Root}/usr/lib/courier-authlib:{Root}/usr/lib'";
}
