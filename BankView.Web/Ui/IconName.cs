namespace BankView.Web.Ui;

/// <summary>The icons there are.</summary>
public enum IconName
{
    Overview, Activity, Import, Bank, Settings, Admin, Person, SignOut, Eye, EyeOff, Display,
    Info, Attention, Danger, Done, Search, Card, Alert, Next, Back, Close, Filter,
}
