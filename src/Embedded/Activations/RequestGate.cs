using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>Decides which calls of one activation may run at the same time.</summary>
internal struct RequestGate(bool reentrant)
{
    private int _exclusive;
    private int _readOnly;

    public readonly bool MayEnter(GrainCall call) =>
        reentrant || call.Interleaves || (_exclusive == 0 && (call.ReadOnly || _readOnly == 0));

    public void Enter(GrainCall call) => Count(call, 1);

    public void Leave(GrainCall call) => Count(call, -1);

    private void Count(GrainCall call, int change)
    {
        if (reentrant || call.Interleaves)
            return;
        if (call.ReadOnly)
            _readOnly += change;
        else
            _exclusive += change;
    }
}
