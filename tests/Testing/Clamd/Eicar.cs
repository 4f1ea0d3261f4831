using System.Text;

namespace EmailAgent.Testing;

/// <summary>The harmless file that every scanner reports as malware (EICAR). Assembled here, so that scanners of this machine leave the sources alone.</summary>
public static class Eicar
{
    public static readonly byte[] Content = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!" + "$H+H*");
}
