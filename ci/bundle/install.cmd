@echo off
rem Installs budgetc for this user out of the folder wheels: no network, no administrator.
setlocal
cd /d "%~dp0"
set "HOME_OF_BUDGETC=%LOCALAPPDATA%\budgetc"

py -PYTHON_VERSION -c "" 2>nul
if errorlevel 1 (
  echo Python PYTHON_VERSION is not installed. Install it for this user from python.org, with py launcher, and run this again.
  pause
  exit /b 1
)

py -PYTHON_VERSION -m venv --clear "%HOME_OF_BUDGETC%" || goto failed
"%HOME_OF_BUDGETC%\Scripts\python.exe" -m pip install --quiet --no-index --find-links wheels "budgetc[EXTRAS]" || goto failed

rem This folder is in the PATH of every user of Windows 10 and later.
> "%LOCALAPPDATA%\Microsoft\WindowsApps\budgetc.cmd" echo @"%HOME_OF_BUDGETC%\Scripts\budgetc.exe" %%*
"%HOME_OF_BUDGETC%\Scripts\budgetc.exe" --version || goto failed
echo Done. Open a new window and type: budgetc
pause
exit /b 0

:failed
echo budgetc was not installed; the lines above say why.
pause
exit /b 1
