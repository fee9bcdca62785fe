namespace BankView.Web.Ui;

/// <summary>How much a notice matters. Only danger interrupts a screen reader.</summary>
public enum NoticeKind
{
    Info,
    Done,
    Attention,
    Danger,
}
