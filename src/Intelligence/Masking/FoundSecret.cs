namespace EmailAgent.Intelligence.Masking;

/// <summary>A part of a text that must not leave the machine.</summary>
/// <param name="Kind">One of <see cref="SecretKinds"/>.</param>
internal readonly record struct FoundSecret(int Start, int Length, string Kind)
{
    public int End => Start + Length;
}
